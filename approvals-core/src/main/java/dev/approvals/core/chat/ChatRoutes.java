package dev.approvals.core.chat;

import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Where the requests of which reviewers are posted, and whom to notify. Immutable. */
public final class ChatRoutes {

    /** Stands for seats of no group; no group has this name. */
    private static final String ANYONE = "";

    private final List<Place> usual;
    private final Map<String, List<Place>> places;
    private final Map<String, List<String>> onCall;

    private ChatRoutes(List<Place> usual, Map<String, List<Place>> places, Map<String, List<String>> onCall) {
        this.usual = List.copyOf(usual);
        this.places = Map.copyOf(places);
        this.onCall = Map.copyOf(onCall);
    }

    /**
     * Routes that post every request in the same places.
     *
     * @param places the platform's ids of channels or people; none where every group has places of its own
     * @return the routes
     */
    public static ChatRoutes to(String... places) {
        return new ChatRoutes(placesOf(places), Map.of(), Map.of());
    }

    /**
     * Posts what a group is asked about in places of its own, and not in the usual ones.
     *
     * @param group the group, as plans name it
     * @param its the platform's ids of channels or people; at least one
     * @return a copy
     */
    public ChatRoutes group(String group, String... its) {
        if (its.length == 0) {
            throw new IllegalArgumentException(
                    "Name a place for the group " + group + ", or leave it to the usual ones");
        }
        return new ChatRoutes(usual, with(places, group, placesOf(its)), onCall);
    }

    /**
     * Says who of a group is notified by reminders and escalations.
     *
     * @param group the group, as plans name it
     * @param people the platform's ids of them
     * @return a copy
     */
    public ChatRoutes onCall(String group, String... people) {
        return new ChatRoutes(usual, places, with(onCall, group, List.of(people)));
    }

    private static List<Place> placesOf(String... addresses) {
        return Arrays.stream(addresses).map(Place::new).toList();
    }

    private static <T> Map<String, List<T>> with(Map<String, List<T>> all, String group, List<T> its) {
        Map<String, List<T>> more = new LinkedHashMap<>(all);
        more.put(group, its);
        return more;
    }

    /** {@return every place that something may be posted in, for a platform to check at its start} */
    public Set<Place> all() {
        Set<Place> all = new LinkedHashSet<>(usual);
        places.values().forEach(all::addAll);
        return all;
    }

    /**
     * Where a level is asked: in its groups' places, and in the usual ones for groups without any.
     *
     * @param level the level
     * @return the places; empty where no place is known for one of its groups
     */
    Set<Place> places(Level level) {
        List<List<Place>> found = ofGroups(level, group -> places.getOrDefault(group, usual));
        return found.stream().anyMatch(List::isEmpty)
                ? Set.of()
                : found.stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return the ids of those to notify at a level} */
    List<String> onCall(Level level) {
        return ofGroups(level, group -> onCall.getOrDefault(group, List.of())).stream()
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static <T> List<T> ofGroups(Level level, Function<String, T> look) {
        return level.seats().stream()
                .map(Seats::groups)
                .map(groups -> groups.isEmpty() ? Set.of(ANYONE) : groups)
                .flatMap(Collection::stream)
                .sorted()
                .distinct()
                .map(look)
                .toList();
    }
}
