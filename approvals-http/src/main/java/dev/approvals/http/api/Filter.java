package dev.approvals.http.api;

import dev.approvals.call.Principal;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.tool.Risk;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Which requests somebody wants to see of those that they may see. */
interface Filter extends Predicate<ApprovalRequest> {

    /** The filter that a query asks for. */
    static Filter of(Visit visit, Acts acts) {
        Optional<String> tool = visit.request().query("tool");
        Optional<Risk> risk = visit.request().query("risk").map(Filter::risk);
        Optional<String> requester = visit.request().query("requester");
        boolean mine = visit.request().query("mine").map(Filter::yes).orElse(false);
        List<String> words = List.of(visit.request()
                .query("q")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .trim()
                .split("\\s+"));
        return request ->
                tool.filter(name -> !name.equals(request.call().tool().name())).isEmpty()
                        && risk.filter(level -> level != request.call().risk()).isEmpty()
                        && requester.filter(name -> !isOf(name, request)).isEmpty()
                        && (!mine || acts.mayDecide(request, visit.viewer()))
                        && words.stream().allMatch(text(request)::contains);
    }

    private static Risk risk(String word) {
        return Arrays.stream(Risk.values())
                .filter(risk -> risk.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ListRoutes.wrong("risk is one of " + Arrays.toString(Risk.values())));
    }

    private static boolean yes(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw ListRoutes.wrong("mine is true or false");
        }
        return word.equals("true");
    }

    private static boolean isOf(String name, ApprovalRequest request) {
        return request.call().requester().accounts().stream()
                .anyMatch(account ->
                        account.subject().equals(name) || account.toString().equals(name));
    }

    private static String text(ApprovalRequest request) {
        String person =
                request.call().requester().person().map(Principal::toString).orElse("");
        return String.join(
                        " ",
                        request.id(),
                        request.call().summary(),
                        request.call().tool().name(),
                        request.call().requester().agent().subject(),
                        person,
                        request.call().requester().conversation(),
                        request.terms().rule())
                .toLowerCase(Locale.ROOT);
    }
}
