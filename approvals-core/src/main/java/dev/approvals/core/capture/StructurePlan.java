package dev.approvals.core.capture;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record or a bean of exactly one class. */
final class StructurePlan implements Plan {
    private final Anatomy anatomy;
    private final List<Anatomy.Member> members;
    private List<Plan> plans = List.of();

    StructurePlan(Anatomy anatomy) {
        this.anatomy = anatomy;
        this.members = anatomy.members();
    }

    /** Gives the plans of the members, once: they may lead back to this plan, so they are made after it. */
    void complete(List<Plan> memberPlans) {
        plans = memberPlans;
    }

    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (live.getClass() != anatomy.type()) {
            throw walk.unrenderable(
                    "is a " + live.getClass().getName() + " where "
                            + anatomy.type().getName() + " is declared",
                    "pass exactly the declared type, or declare a sealed interface of records");
        }
        List<Value.Field> fields = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            Anatomy.Member member = members.get(i);
            walk.enter(member.name());
            fields.add(member.field(plans.get(i).freeze(read(member, live, walk), walk)));
            walk.leave();
        }
        return structure(fields);
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        if (!(json instanceof Value.Mapping object)) {
            throw walk.unbindable("is " + PlainJson.describe(json) + ", but must be an object", "send a JSON object");
        }
        Map<String, Value> given = new HashMap<>();
        object.entries().forEach(entry -> given.put(PlainJson.keyText(entry.key()), entry.value()));
        Optional<Object> fresh = fresh(walk);
        List<Value.Field> fields = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            Anatomy.Member member = members.get(i);
            walk.enter(member.name());
            Value sent = given.remove(member.name());
            fields.add(member.field(
                    sent == null ? missing(i, fresh, walk) : plans.get(i).bind(sent, walk)));
            walk.leave();
        }
        given.keySet().stream().sorted().findFirst().ifPresent(unknown -> {
            walk.enter(unknown);
            throw walk.unbindable("is no field of " + anatomy.type().getSimpleName(), "send only " + names());
        });
        return structure(fields);
    }

    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Structure structure)
                || !structure.type().equals(anatomy.type().getName())
                || structure.fields().size() != members.size()) {
            throw walk.unthawable("is no " + anatomy.type().getName());
        }
        List<@Nullable Object> values = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            Value.Field field = structure.fields().get(i);
            walk.enter(field.name());
            if (!field.name().equals(members.get(i).name())) {
                throw walk.unthawable("is not where " + members.get(i).name() + " is declared");
            }
            values.add(plans.get(i).thaw(field.value(), walk));
            walk.leave();
        }
        return assemble(values, walk);
    }

    private Value missing(int member, Optional<Object> fresh, Walk walk) {
        Plan plan = plans.get(member);
        if (fresh.isPresent()) {
            return plan.freeze(read(members.get(member), fresh.get(), walk), walk);
        }
        Value absent = plan.absent();
        if (absent == null) {
            throw walk.unbindable("is missing", "send it");
        }
        return absent;
    }

    private Value structure(List<Value.Field> fields) {
        return new Value.Structure(anatomy.type().getName(), fields);
    }

    private String names() {
        return String.join(", ", members.stream().map(Anatomy.Member::name).toList());
    }

    private Optional<Object> fresh(Walk walk) {
        try {
            return anatomy.fresh();
        } catch (ReflectiveOperationException e) {
            throw walk.unbindable("cannot have its defaults, since its constructor failed", "tell the tool's author");
        }
    }

    private static @Nullable Object read(Anatomy.Member member, Object live, Walk walk) {
        try {
            return member.reader().read(live);
        } catch (ReflectiveOperationException e) {
            throw walk.unrenderable("cannot be read: its accessor threw " + thrown(e), "mend the accessor", e);
        }
    }

    private Object assemble(List<@Nullable Object> values, Walk walk) {
        try {
            return anatomy.assemble(values);
        } catch (ReflectiveOperationException e) {
            throw walk.unthawable("was refused by " + anatomy.type().getName() + " with " + thrown(e));
        }
    }

    private static String thrown(ReflectiveOperationException e) {
        Throwable cause = e.getCause();
        return (e instanceof InvocationTargetException && cause != null ? cause : e)
                .getClass()
                .getName();
    }
}
