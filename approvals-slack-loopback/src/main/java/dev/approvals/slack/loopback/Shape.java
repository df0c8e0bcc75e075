package dev.approvals.slack.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object of the members that are named here, and no others. Immutable. */
record Shape(Map<String, Rule> members, Set<String> needed, List<Rule> more) implements Rule {

    private static final Rule ANY = (value, walk) -> {};

    static Shape empty() {
        return new Shape(Map.of("type", ANY), Set.of(), List.of());
    }

    Shape needs(String name, Rule rule) {
        Set<String> together = new HashSet<>(needed);
        together.add(name);
        return new Shape(takes(name, rule).members, Set.copyOf(together), more);
    }

    Shape takes(String name, Rule rule) {
        Map<String, Rule> together = new HashMap<>(members);
        together.put(name, rule);
        return new Shape(Map.copyOf(together), needed, more);
    }

    Shape takes(Shape other) {
        Map<String, Rule> together = new HashMap<>(members);
        together.putAll(other.members);
        return new Shape(Map.copyOf(together), needed, more);
    }

    /** One of two members must be there, and not both unless {@code both}. */
    Shape needsOne(String first, String second, boolean both) {
        return new Shape(members, needed, List.of((value, walk) -> {
            if (!value.has(first) && !value.has(second)) {
                walk.wrong("missing required field: " + first + " or " + second);
            } else if (!both && value.has(first) && value.has(second)) {
                walk.wrong("only one of " + first + " and " + second + " allowed");
            }
        }));
    }

    @Override
    public void check(JsonNode value, Walk walk) {
        if (!value.isObject()) {
            walk.wrong("must provide an object");
            return;
        }
        needed.stream().filter(name -> !value.has(name)).forEach(name -> walk.wrong("missing required field: " + name));
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            Rule rule = members.get(member.getKey());
            if (rule == null) {
                walk.wrong("invalid additional property: " + member.getKey());
            } else {
                rule.check(member.getValue(), walk.in(member.getKey()));
            }
        }
        more.forEach(rule -> rule.check(value, walk));
    }
}
