package dev.approvals.http.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.approvals.call.Principal;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Response;
import java.util.Locale;

/** Who somebody is, as this API sees them. */
final class MeRoutes {

    private MeRoutes() {}

    static Response me(Visit visit) {
        Viewer viewer = visit.viewer();
        Principal account = viewer.reviewer().account();
        ObjectNode json = Json.object();
        json.putObject("account").put("issuer", account.issuer()).put("subject", account.subject());
        json.put("person", viewer.person().id());
        viewer.person().groups().stream().sorted().forEach(json.putArray("groups")::add);
        json.put("name", viewer.session().name())
                .put("assurance", viewer.reviewer().assurance().name().toLowerCase(Locale.ROOT))
                .put("via", viewer.session().via())
                .put("canStepUp", !viewer.session().stepUp().isEmpty());
        if (!viewer.session().csrf().isEmpty()) {
            json.put("csrf", viewer.session().csrf());
        }
        return Response.json(200, json);
    }
}
