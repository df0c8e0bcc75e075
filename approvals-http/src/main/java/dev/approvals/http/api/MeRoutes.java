package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Response;
import dev.approvals.http.view.Words;
import java.util.Locale;

/** Who somebody is, as this API sees them. */
final class MeRoutes {

    private final boolean journal;

    /** With a journal beside the requests or without. */
    MeRoutes(boolean journal) {
        this.journal = journal;
    }

    Response me(Visit visit) {
        Viewer viewer = visit.viewer();
        Principal account = viewer.reviewer().account();
        ObjectNode json = Json.object();
        json.putObject("account").put("issuer", account.issuer()).put("subject", account.subject());
        json.put("person", viewer.person().id());
        viewer.person().groups().stream().sorted().forEach(json.putArray("groups")::add);
        viewer.signedIn().name().ifPresent(name -> json.put("name", Words.shown(name)));
        json.put("assurance", viewer.reviewer().assurance().name().toLowerCase(Locale.ROOT))
                .put("via", viewer.signedIn().credential().means().name().toLowerCase(Locale.ROOT))
                .put("canStepUp", !viewer.stepUp().isEmpty())
                .put("journal", journal);
        if (!viewer.csrf().isEmpty()) {
            json.put("csrf", viewer.csrf());
        }
        return Response.json(200, json);
    }
}
