package dev.approvals.examples.recorded;

import dev.approvals.tool.ToolSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tools we know what they do of, by name. What is not in it is unknown, whatever its name suggests. */
final class Catalogue {

    /** What a tool does to the world. */
    enum Effect {
        /** It looks, computes or talks: nothing is different afterwards. */
        READS,
        /** Something is different afterwards. */
        WRITES
    }

    /** A tool and what it does. */
    record Entry(ToolSpec spec, Effect effect) {}

    private final Map<String, Entry> entries;

    private Catalogue(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /** {@return the tools of the airline agent and of the database agent} */
    static Catalogue standard() {
        Catalogue all = new Catalogue(new LinkedHashMap<>());
        AirlineTools.reads().forEach(tool -> all.put(tool.build(), Effect.READS));
        AirlineTools.writes().forEach(tool -> all.put(tool.build(), Effect.WRITES));
        DatabaseTools.reads().forEach(tool -> all.put(tool.build(), Effect.READS));
        DatabaseTools.writes().forEach(tool -> all.put(tool.build(), Effect.WRITES));
        return all;
    }

    /** Adds tools known by name only; they take any arguments. */
    Catalogue and(Collection<String> names, Effect effect) {
        Catalogue more = new Catalogue(new LinkedHashMap<>(entries));
        names.forEach(name -> more.put(open(name), effect));
        return more;
    }

    private void put(ToolSpec spec, Effect effect) {
        entries.put(spec.name(), new Entry(spec, effect));
    }

    /** {@return what is known of a tool that a trace calls; of an unknown one nothing but its name} */
    ToolSpec specOf(String tool) {
        return Optional.ofNullable(entries.get(tool)).map(Entry::spec).orElseGet(() -> open(tool));
    }

    boolean has(ToolSpec tool, Effect effect) {
        return effectOf(tool.name()).filter(effect::equals).isPresent();
    }

    boolean knows(String tool) {
        return entries.containsKey(tool);
    }

    private Optional<Effect> effectOf(String tool) {
        return Optional.ofNullable(entries.get(tool)).map(Entry::effect);
    }

    private static ToolSpec open(String tool) {
        return ToolSpec.named(tool).anyArguments().build();
    }
}
