package dev.approvals.core.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChatRoutesTest {

    private static final ChatRoutes ROUTES = ChatRoutes.to("C0")
            .group("dba", "C1", "U7")
            .group("security", "C2")
            .onCall("dba", "U7", "U8")
            .onCall("security", "U8");

    @Test
    void aGroupIsAskedInItsOwnPlaces() {
        assertThat(ROUTES.places(Level.of(1, "dba"))).containsExactly(new Place("C1"), new Place("U7"));
    }

    @Test
    void groupsWithoutPlacesAndAnyoneAreAskedInTheUsualOnes() {
        assertThat(ROUTES.places(Level.of(1, "ops"))).containsExactly(new Place("C0"));
        assertThat(ROUTES.places(Level.of(1))).containsExactly(new Place("C0"));
        assertThat(ROUTES.places(new Level(List.of(new Seats(1, Set.of()), new Seats(1, Set.of("security"))))))
                .containsExactlyInAnyOrder(new Place("C0"), new Place("C2"));
    }

    @Test
    void aLevelIsAskedInThePlacesOfAllItsGroups() {
        Level both = new Level(List.of(new Seats(2, Set.of("dba")), new Seats(1, Set.of("security", "ops"))));

        assertThat(ROUTES.places(both))
                .containsExactlyInAnyOrder(new Place("C0"), new Place("C1"), new Place("C2"), new Place("U7"));
        assertThat(ROUTES.onCall(both)).containsExactly("U7", "U8");
    }

    @Test
    void aGroupThatNobodyKnowsAPlaceOfHasNone() {
        ChatRoutes only = ChatRoutes.to().group("dba", "C1");

        assertThat(only.places(Level.of(1, "dba", "ops"))).isEmpty();
        assertThat(only.all()).containsExactly(new Place("C1"));
    }

    @Test
    void aPlaceAndAGroupNeedAnAddress() {
        assertThatThrownBy(() -> ChatRoutes.to(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ROUTES.group("ops"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ops");
    }
}
