package dev.approvals.core.capture;

import dev.approvals.call.Arguments;
import dev.approvals.tool.ToolParameter;
import dev.approvals.tool.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Freezes the calls of one tool, and rebuilds their arguments. Made when the tool is wrapped; immutable after it and safe
 * to share.
 */
public final class Capture {
    private static final String ANYTHING = Object.class.getName();
    private static final Plan OPEN = new OpenPlan(Object.class);

    private final ToolSpec tool;
    private final List<Slot> slots;
    private final Map<String, Value> defaults;
    private final List<String> faults;

    private Capture(ToolSpec tool, List<Slot> slots, Map<String, Value> defaults, List<String> faults) {
        this.tool = tool;
        this.slots = slots;
        this.defaults = defaults;
        this.faults = faults;
    }

    /**
     * The capture of a tool.
     *
     * @param tool the tool
     * @param renderers what stands in for opaque types
     * @return its capture, which refuses what its {@link #faults} name
     */
    public static Capture of(ToolSpec tool, Renderers renderers) {
        PlanMaker maker = new PlanMaker(renderers);
        List<Slot> slots = tool.parameters().stream()
                .map(parameter -> new Slot(
                        parameter, TypeRules.text(parameter.type()), maker.plan(parameter.name(), parameter.type())))
                .toList();
        return new Capture(tool, slots, Map.of(), List.copyOf(maker.faults()));
    }

    /**
     * Declares what stands for arguments that a model leaves out.
     *
     * @param json a default in JSON by parameter name; {@code null} where leaving it out means null
     * @return this capture with these defaults
     * @throws IllegalArgumentException if a parameter does not exist
     * @throws BindingException if a default does not fit its parameter
     */
    public Capture withDefaults(Map<String, String> json) {
        Map<String, Value> bound = new LinkedHashMap<>();
        json.forEach((name, text) -> {
            Slot slot = slots.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "the tool " + tool.name() + " has no parameter `" + name + "` to have a default"));
            Walk walk = Walk.overJson(name);
            bound.put(name, slot.plan().bind(StrictJson.value(text, walk), walk));
        });
        return new Capture(tool, slots, Map.copyOf(bound), faults);
    }

    /** {@return what could never be frozen: messages that name path, type and cure; empty if all is well} */
    public List<String> faults() {
        return faults;
    }

    /**
     * Freezes the arguments of a method.
     *
     * @param arguments one for each parameter
     * @return their frozen copy
     * @throws UnrenderableException if a reviewer could not see them whole
     * @throws IllegalArgumentException if there are more or fewer than parameters
     */
    public Payload freeze(@Nullable Object... arguments) {
        if (arguments.length != slots.size()) {
            throw new IllegalArgumentException(
                    "the tool " + tool.name() + " has " + slots.size() + " parameters, not " + arguments.length);
        }
        List<NamedValue> values = new ArrayList<>(arguments.length);
        for (int i = 0; i < arguments.length; i++) {
            values.add(frozen(slots.get(i), arguments[i]));
        }
        return new Payload(values);
    }

    /**
     * Freezes arguments given by name.
     *
     * @param arguments one for each parameter; a default stands for one that is missing, and where the tool takes any
     *     arguments there may be more
     * @return their frozen copy, those beyond the parameters after the others
     * @throws UnrenderableException if a reviewer could not see them whole
     * @throws BindingException if one is missing or unknown
     */
    public Payload freezeNamed(Map<String, ? extends @Nullable Object> arguments) {
        Map<String, @Nullable Object> left = new LinkedHashMap<>(arguments);
        List<NamedValue> values = new ArrayList<>();
        for (Slot slot : slots) {
            if (left.containsKey(slot.name())) {
                values.add(frozen(slot, left.remove(slot.name())));
            } else {
                values.add(slot.named(absent(slot, Walk.over(slot.name()))));
            }
        }
        left.forEach((name, value) -> values.add(frozen(extra(name, Walk.over(name)), value)));
        return new Payload(values);
    }

    /**
     * Binds a model's JSON strictly: each argument once, none unknown or missing, each of exactly its declared type.
     *
     * @param json one JSON object
     * @return the frozen arguments, defaults filled in
     * @throws BindingException if anything would have to be guessed
     */
    public Payload bind(String json) {
        Map<String, Value> left = new LinkedHashMap<>();
        StrictJson.object(json).entries().forEach(entry -> left.put(PlainJson.keyText(entry.key()), entry.value()));
        List<NamedValue> values = new ArrayList<>();
        for (Slot slot : slots) {
            Walk walk = Walk.overJson(slot.name());
            Value given = left.remove(slot.name());
            values.add(
                    slot.named(given == null ? absent(slot, walk) : slot.plan().bind(given, walk)));
        }
        left.forEach((name, value) -> {
            Walk walk = Walk.overJson(name);
            values.add(extra(name, walk).named(OPEN.bind(value, walk)));
        });
        return new Payload(values);
    }

    /**
     * Rebuilds the arguments of a method, by the declared types alone.
     *
     * @param payload what {@link #freeze} or {@link #bind} made, or a stored copy of it
     * @return new objects, one for each parameter
     * @throws ThawException if the payload is not of this tool's parameters, or holds what a renderer stood in for
     */
    public @Nullable Object[] thaw(Payload payload) {
        if (payload.values().size() != slots.size()) {
            throw new ThawException("the call has " + payload.values().size() + " arguments, but the tool "
                    + tool.name() + " has " + slots.size() + " parameters: ask for a new approval");
        }
        return thawNamed(payload).values().toArray();
    }

    /**
     * Rebuilds arguments by name.
     *
     * @param payload as in {@link #thaw}
     * @return new objects by name, in the order of the parameters
     * @throws ThawException as in {@link #thaw}
     */
    public Map<String, @Nullable Object> thawNamed(Payload payload) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < payload.values().size(); i++) {
            NamedValue value = payload.values().get(i);
            arguments.put(value.name(), thaw(value, i));
        }
        return arguments;
    }

    /**
     * Gives a payload to read: typed where its parameters are, plain where it is masked.
     *
     * @param payload the real arguments or their masked copy
     * @return the arguments
     */
    public Arguments arguments(Payload payload) {
        return new FrozenArguments(this, payload);
    }

    /** A new object from one argument that stands at this position. */
    @Nullable
    Object thaw(NamedValue value, int position) {
        Slot slot = slot(position, value);
        Walk walk = Walk.over(slot.name());
        try {
            return slot.plan().thaw(value.value(), walk);
        } catch (ThawException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            throw walk.unthawable(
                    "cannot be rebuilt, since its code threw " + e.getClass().getName());
        }
    }

    private Slot slot(int position, NamedValue value) {
        Walk walk = Walk.over(value.name());
        if (position >= slots.size() && !tool.open()) {
            throw walk.unthawable("is no parameter of the tool " + tool.name());
        }
        Slot slot = position < slots.size() ? slots.get(position) : extra(value.name(), walk);
        if (!slot.name().equals(value.name()) || !slot.type().equals(value.type())) {
            throw walk.unthawable("is a " + value.type() + " where the tool " + tool.name() + " declares " + slot.name()
                    + " as " + slot.type());
        }
        return slot;
    }

    private static NamedValue frozen(Slot slot, @Nullable Object argument) {
        Walk walk = Walk.over(slot.name());
        try {
            return slot.named(slot.plan().freeze(argument, walk));
        } catch (UnrenderableException e) {
            throw e;
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            // Collections and iterators are the caller's code: they may fail, or be changed by another thread.
            throw walk.unrenderable(
                    "cannot be read: its code threw " + e.getClass().getName(), "pass a value that nobody changes", e);
        }
    }

    private Value absent(Slot slot, Walk walk) {
        Value fallback = defaults.get(slot.name());
        if (fallback == null && slot.plan() instanceof OptionalPlan optional) {
            return optional.absent();
        }
        if (fallback == null) {
            throw walk.missing();
        }
        return fallback;
    }

    private Slot extra(String name, Walk walk) {
        if (!tool.open()) {
            String known = slots.isEmpty()
                    ? "{}, this tool has no parameters"
                    : "only " + slots.stream().map(Slot::name).collect(Collectors.joining(", "));
            throw walk.unknown("is no parameter of " + tool.name(), known);
        }
        return new Slot(new ToolParameter(name, Object.class, false, false), ANYTHING, OPEN);
    }

    /** A parameter, its type as digests name it, and its plan. */
    private record Slot(ToolParameter parameter, String type, Plan plan) {
        String name() {
            return parameter.name();
        }

        NamedValue named(Value value) {
            return new NamedValue(name(), type, value, parameter.sensitive(), parameter.reason());
        }
    }
}
