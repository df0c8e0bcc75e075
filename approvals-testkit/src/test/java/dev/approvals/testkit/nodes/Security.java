package dev.approvals.testkit.nodes;

import dev.approvals.call.Principal;
import dev.approvals.core.directory.StaticDirectory;
import dev.approvals.review.Directory;

/** People among whom Carol may break the glass. */
final class Security {

    static final Directory PEOPLE = StaticDirectory.builder()
            .person("alice")
            .account(Principal.local("alice"))
            .person("bob")
            .account(Principal.local("bob"))
            .person("carol", "security")
            .account(Principal.local("carol"))
            .build();

    private Security() {}
}
