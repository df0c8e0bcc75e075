package dev.approvals.core.capture;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An opaque type with a renderer: the reviewer sees what the renderer tells, the tool gets the object itself.
 *
 * @param type the declared type
 * @param renderer shows its objects
 * @param shown how what it returns is frozen
 */
record RenderedPlan(Class<?> type, Renderer<?> renderer, Plan shown) implements Plan {
    @Override
    public Value freezePresent(Object live, Walk walk) {
        if (!type.isInstance(live)) {
            throw walk.unrenderable("is a " + live.getClass().getName() + ", no " + type.getName(), OpaquePlan.CURE);
        }
        return new Value.Rendered(live.getClass().getName(), show(live, walk), Optional.of(live));
    }

    @Override
    public Value bindPresent(Value json, Walk walk) {
        throw walk.unbindable("is a " + type.getName() + ", which no JSON stands for", "leave it out");
    }

    /** The object itself, if the renderer still says of it what it said when it was frozen. */
    @Override
    public Object thawPresent(Value frozen, Walk walk) {
        if (!(frozen instanceof Value.Rendered rendered)
                || !type.isInstance(rendered.live().orElse(null))) {
            throw walk.unthawable("is a " + type.getName() + ", shown by a renderer, which is not at hand any more");
        }
        Object live = rendered.live().orElseThrow();
        if (!show(live, walk).equals(rendered.shown())) {
            throw walk.unthawable("is a " + type.getName() + " that has changed since it was frozen");
        }
        return live;
    }

    private Value show(Object live, Walk walk) {
        Object told = render(live, walk);
        if (told == null) {
            throw walk.unrenderable("is a " + type.getName() + " whose renderer returned null", "mend the renderer");
        }
        return shown.freeze(told, walk);
    }

    @SuppressWarnings("unchecked") // with() takes a renderer only for its own type, and freezePresent checks the object
    private @Nullable Object render(Object live, Walk walk) {
        try {
            return ((Renderer<Object>) renderer).render(live);
        } catch (RuntimeException e) {
            throw walk.unrenderable("is a " + type.getName() + " whose renderer failed", "mend the renderer", e);
        }
    }
}
