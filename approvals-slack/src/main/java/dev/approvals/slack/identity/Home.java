package dev.approvals.slack.identity;

import java.util.Objects;
import java.util.Optional;

/**
 * Where the app lives; clicks from anywhere else do not count.
 *
 * @param app the app's id, such as {@code A012AB}
 * @param team the workspace's id, such as {@code T012AB}
 * @param enterprise the id of the organisation the workspace is part of, if any, such as {@code E012AB}
 */
public record Home(String app, String team, Optional<String> enterprise) {

    /** Checks the components. */
    public Home {
        Objects.requireNonNull(enterprise, "enterprise");
        if (app.isBlank()
                || team.isBlank()
                || enterprise.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("An app lives in a workspace, and both have ids; got app \"" + app
                    + "\", team \"" + team + "\", enterprise \"" + enterprise.orElse("") + "\"");
        }
    }
}
