package dev.approvals.core.tool;

import dev.approvals.tool.RequiresApproval;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One place where {@link RequiresApproval} stands, itself or through a composed annotation.
 *
 * @param annotation what it says
 * @param place where it stands, for people
 */
record Marking(RequiresApproval annotation, String place) {

    /**
     * What the annotations on one element say: its own {@link RequiresApproval}, else those that its other annotations
     * are composed of.
     *
     * @return nothing, one, or as many as disagree
     */
    static List<Marking> on(AnnotatedElement element, String place) {
        return distinct(find(element, place, new HashSet<>()));
    }

    /** Leaves out those that say what an earlier one says. */
    static List<Marking> distinct(Stream<Marking> markings) {
        Map<RequiresApproval, Marking> first = new LinkedHashMap<>();
        markings.forEach(marking -> first.putIfAbsent(marking.annotation, marking));
        return List.copyOf(first.values());
    }

    private static Stream<Marking> find(AnnotatedElement element, String place, Set<Class<?>> seen) {
        RequiresApproval own = element.getDeclaredAnnotation(RequiresApproval.class);
        if (own != null) {
            return Stream.of(new Marking(own, place));
        }
        // Annotations may be annotated in a circle: each is looked into once.
        return Stream.of(element.getDeclaredAnnotations())
                .map(Annotation::annotationType)
                .filter(seen::add)
                .flatMap(type -> find(type, place + " by @" + type.getSimpleName(), seen));
    }
}
