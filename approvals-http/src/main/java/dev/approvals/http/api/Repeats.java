package dev.approvals.http.api;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.hash.Hashing;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.ProblemException;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Does what a person sends twice under one key once, and gives the second the answer of the first. What failed is done again.
 * Remembers a bounded number of keys, in this process. Thread-safe.
 */
final class Repeats {

    private static final String HEADER = "Idempotency-Key";
    private static final int KEYS = 10_000;

    private final Cache<String, Done> done =
            CacheBuilder.newBuilder().maximumSize(KEYS).build();

    /** What was sent under a key, and what it was answered. */
    private record Done(String content, CompletableFuture<Response> answer) {}

    Response once(Visit visit, Supplier<Response> act) {
        String key = visit.viewer().person().id() + "\n" + key(visit.request());
        Done mine = new Done(content(visit.request()), new CompletableFuture<>());
        Done first = done.asMap().putIfAbsent(key, mine);
        if (first != null) {
            return repeated(first, mine.content());
        }
        try {
            Response response = act.get();
            mine.answer().complete(response);
            return response;
        } catch (RuntimeException e) {
            // The key is free again: nothing was done under it.
            done.asMap().remove(key, mine);
            throw e;
        }
    }

    private static Response repeated(Done first, String content) {
        if (!first.content().equals(content)) {
            throw Problem.of(422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was sent with something else before")
                    .curedBy("Send a new key with every new decision.")
                    .toException();
        }
        Response answer = first.answer().getNow(null);
        if (answer == null) {
            throw Problem.of(409, "IN_PROGRESS", "The first request with this Idempotency-Key is under way")
                    .curedBy("Send it again in a second.")
                    .toException()
                    .with("Retry-After", "1");
        }
        return answer.with("Idempotency-Replayed", "true");
    }

    private static String key(Request request) {
        String key = request.header(HEADER).orElseThrow(() -> wrong("Send one: any random text."));
        if (!key.matches("[\\x21-\\x7e]{1,200}")) {
            throw wrong("It has 1 to 200 characters of ASCII, without spaces.");
        }
        return key;
    }

    private static ProblemException wrong(String cure) {
        return Problem.of(400, "IDEMPOTENCY_KEY_REQUIRED", "The request has no Idempotency-Key that can be used")
                .curedBy(cure)
                .toException();
    }

    private static String content(Request request) {
        return Hashing.sha256()
                .newHasher()
                .putString(request.path() + "\n" + request.header("If-Match").orElse("") + "\n", StandardCharsets.UTF_8)
                .putBytes(request.body())
                .hash()
                .toString();
    }
}
