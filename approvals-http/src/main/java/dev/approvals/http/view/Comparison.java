package dev.approvals.http.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.core.text.VisibleText;
import dev.approvals.http.exchange.Json;
import dev.approvals.review.ApprovalRequest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the arguments of one call differ from those of another. */
public final class Comparison {

    private static final int CHANGES = 500;
    private static final int TEXT = 2_000;

    private final ArrayNode changes = Json.array();
    private int more;

    private Comparison() {}

    /**
     * Compares a call with an earlier one.
     *
     * @param before the earlier one
     * @param after this one
     * @return which it is compared with, and the first changes; values are text that is safe to read
     */
    public static ObjectNode of(ApprovalRequest before, ApprovalRequest after) {
        Comparison comparison = new Comparison();
        comparison.maps(
                "", before.call().arguments().asMap(), after.call().arguments().asMap());
        ObjectNode json = Json.object()
                .put("with", before.id())
                .put("at", before.call().at().toString())
                .put("summary", Words.line(before.call().summary()));
        json.set("changes", comparison.changes);
        if (comparison.more > 0) {
            json.put("more", comparison.more);
        }
        return json;
    }

    private void values(String path, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            maps(path, one, other);
        } else if (before instanceof List<?> one && after instanceof List<?> other) {
            lists(path, one, other);
        } else if (!Objects.equals(before, after)) {
            change(path).put("before", text(before)).put("after", text(after));
        }
    }

    private void maps(String path, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (Object name : names) {
            String below = path + "/" + String.valueOf(name).replace("~", "~0").replace("/", "~1");
            if (!after.containsKey(name)) {
                change(below).put("before", text(before.get(name)));
            } else if (!before.containsKey(name)) {
                change(below).put("after", text(after.get(name)));
            } else {
                values(below, before.get(name), after.get(name));
            }
        }
    }

    private void lists(String path, List<?> before, List<?> after) {
        for (int i = 0; i < Math.max(before.size(), after.size()); i++) {
            String below = path + "/" + i;
            if (i >= after.size()) {
                change(below).put("before", text(before.get(i)));
            } else if (i >= before.size()) {
                change(below).put("after", text(after.get(i)));
            } else {
                values(below, before.get(i), after.get(i));
            }
        }
    }

    /** A change to be filled in; one that nobody sees where there are too many. */
    private ObjectNode change(String path) {
        boolean room = changes.size() < CHANGES;
        more += room ? 0 : 1;
        return (room ? changes.addObject() : Json.object())
                .put("path", VisibleText.cut(path, TEXT).told());
    }

    private static String text(@Nullable Object value) {
        return VisibleText.cut(String.valueOf(value), TEXT).told();
    }
}
