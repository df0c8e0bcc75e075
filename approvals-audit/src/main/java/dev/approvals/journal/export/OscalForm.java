package dev.approvals.journal.export;

import dev.approvals.journal.line.Shown;
import dev.approvals.journal.report.Figure;
import dev.approvals.journal.report.Findings;
import dev.approvals.journal.verify.Verification;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Assessment results of OSCAL 1.1.3: an observation for each row of the control map, a finding for each of its controls for
 * which the record says something, and how the record itself stands. A control of which nothing is on record has no finding:
 * that nobody tried is no proof that it works.
 */
final class OscalForm {

    static final String VERSION = "1.1.3";

    private static final String NAMES = "urn:approvals:oscal";

    private final Json json;
    private final Findings findings;
    private final List<OscalControl> controls;
    /** What these results are about: the same journals at the same sizes over the same time. */
    private final String about;

    OscalForm(OutputStream out, Findings findings) throws IOException {
        this.json = Json.document(out);
        this.findings = findings;
        this.controls =
                findings.figures().controls().stream().map(OscalControl::new).toList();
        this.about = findings.journals().stream()
                        .map(journal -> journal.key() + " "
                                + journal.verification().extent().size() + " "
                                + journal.verification().extent().root())
                        .collect(Collectors.joining("|"))
                + "|" + findings.scope().from() + "|" + findings.scope().until();
    }

    private String uuid(String what) {
        return NamedUuid.of(about + "|" + what);
    }

    private String madeAt() {
        return findings.scope().madeAt().toString();
    }

    void write() throws IOException {
        json.object(() -> json.object("assessment-results", () -> {
            json.text("uuid", uuid("results"));
            json.object("metadata", () -> {
                json.text("title", "What the record of approvals shows");
                json.text("last-modified", madeAt()).text("version", madeAt()).text("oscal-version", VERSION);
            });
            json.object("import-ap", () -> json.text("href", "#" + uuid("plan")));
            json.array("results", () -> json.object(this::result));
            json.object(
                    "back-matter",
                    () -> json.array(
                            "resources",
                            () -> json.object(() -> {
                                json.text("uuid", uuid("plan")).text("title", "Control map");
                                json.text(
                                        "description",
                                        "There is no assessment plan: what is looked at are the controls of the control map, and the events"
                                                + " of the journal that bear on them.");
                            })));
        }));
        json.end();
    }

    private void result() throws IOException {
        json.text("uuid", uuid("result")).text("title", "The record of approvals");
        json.text(
                "description",
                (findings.scope().lines() + " events were counted. A finding says what they show of a control, not that"
                                + " everything that the control asks for is done. "
                                + String.join(" ", findings.scope().limits()))
                        .strip());
        json.text("start", begin().toString());
        json.text(
                "end",
                findings.scope().until().orElse(findings.scope().madeAt()).toString());
        reviewed();
        json.array("observations", () -> {
            json.object(this::integrity);
            for (OscalControl control : controls) {
                json.object(() -> observation(control));
            }
        });
        if (controls.stream().anyMatch(this::says)) {
            json.array("findings", this::allFindings);
        }
    }

    private Instant begin() {
        return findings.scope()
                .from()
                .orElseGet(() -> findings.journals().stream()
                        .flatMap(journal -> journal.verification().extent().from().stream())
                        .min(Comparator.naturalOrder())
                        .orElse(findings.scope().madeAt()));
    }

    private void reviewed() throws IOException {
        Map<String, List<String>> byStandard = new TreeMap<>();
        for (OscalControl control : controls) {
            byStandard
                    .computeIfAbsent(control.row().standard(), standard -> new ArrayList<>())
                    .addAll(control.ids());
        }
        json.object(
                "reviewed-controls",
                () -> json.array("control-selections", () -> {
                    for (Map.Entry<String, List<String>> standard : byStandard.entrySet()) {
                        json.object(() -> {
                            json.text("description", standard.getKey());
                            json.array("include-controls", () -> {
                                for (String id : standard.getValue()) {
                                    json.object(() -> json.text("control-id", id));
                                }
                            });
                        });
                    }
                }));
    }

    private void integrity() throws IOException {
        json.text("uuid", uuid("integrity")).text("title", "The record itself");
        json.text("description", standing());
        json.texts("methods", "TEST");
        json.array("relevant-evidence", () -> {
            for (Findings.Standing journal : findings.journals()) {
                json.object(() -> journal(journal));
            }
        });
        json.text("collected", madeAt());
    }

    private String standing() {
        return findings.intact()
                ? "Every line follows from the one before it, and the tree over them is the one that was signed."
                : "The record has a flaw: "
                        + findings.journals().stream()
                                .flatMap(journal -> journal.verification().flaw().stream())
                                .map(flaw -> Shown.of(flaw.toString()))
                                .collect(Collectors.joining("; "));
    }

    private void journal(Findings.Standing journal) throws IOException {
        Verification verification = journal.verification();
        List<String> words = new ArrayList<>(verification.anchors());
        words.addAll(verification.unproven());
        json.text("description", "The journal in " + Shown.of(journal.folder()) + ". " + String.join(" ", words));
        json.array("props", () -> {
            property("root", verification.extent().root().base64Url());
            property("size", Long.toString(verification.extent().size()));
            property("first", Long.toString(verification.extent().first()));
            property("key", journal.key());
            property("key-is-from-outside", Boolean.toString(journal.trusted()));
            property("intact", Boolean.toString(verification.intact()));
        });
    }

    private void property(String name, String value) throws IOException {
        String shown = Shown.of(value).strip();
        if (!shown.isEmpty()) {
            json.object(() -> json.text("name", name).text("ns", NAMES).text("value", shown));
        }
    }

    private void observation(OscalControl control) throws IOException {
        Findings.Control row = control.row();
        json.text("uuid", uuid(row.standard() + row.control()));
        json.text("title", row.standard() + " " + row.control());
        json.text("description", row.words() + (control.shown() == 0 ? " Nothing of it is on record." : ""));
        json.texts("methods", "EXAMINE");
        json.array("relevant-evidence", () -> {
            for (Findings.Named named : row.evidence()) {
                json.object(() -> evidence(named));
            }
        });
        json.text("collected", madeAt());
    }

    private void evidence(Findings.Named named) throws IOException {
        Figure figure = named.figure();
        json.text("description", figure.count() + " of " + named.label());
        json.array("props", () -> {
            property("count", Long.toString(figure.count()));
            for (Figure.Ref ref : figure.first()) {
                property("event", journal(ref) + " line " + ref.seq());
            }
        });
    }

    private String journal(Figure.Ref ref) {
        Findings.Standing standing = findings.journals().get(ref.journal());
        return standing.key().isEmpty() ? standing.folder() : standing.key();
    }

    /** Whether the record says anything of a control; what is not intact says nothing good of any. */
    private boolean says(OscalControl control) {
        return !findings.intact() || control.shown() + control.contrary() > 0;
    }

    private void allFindings() throws IOException {
        for (OscalControl control : controls) {
            if (says(control)) {
                for (String id : control.ids()) {
                    json.object(() -> finding(control, id));
                }
            }
        }
    }

    private void finding(OscalControl control, String id) throws IOException {
        Optional<String> against = against(control);
        json.text("uuid", uuid("finding " + id));
        json.text("title", control.row().standard() + " " + id);
        json.text("description", control.row().words());
        json.object("target", () -> {
            json.text("type", "statement-id").text("target-id", id + "_smt");
            json.object("status", () -> {
                json.text("state", against.isEmpty() ? "satisfied" : "not-satisfied");
                json.text("reason", findings.intact() ? (against.isEmpty() ? "pass" : "fail") : "other");
                json.text(
                        "remarks",
                        against.orElse(control.shown() + " events of this time show it, and none counted against it."));
            });
        });
        json.array("related-observations", () -> {
            related(uuid(control.row().standard() + control.row().control()));
            related(uuid("integrity"));
        });
    }

    private Optional<String> against(OscalControl control) {
        if (!findings.intact()) {
            return Optional.of("The record has a flaw, so nothing that it shows counts until that is explained.");
        }
        return control.contrary() == 0
                ? Optional.empty()
                : Optional.of(control.contrary() + " cases on record are against it.");
    }

    private void related(String observation) throws IOException {
        json.object(() -> json.text("observation-uuid", observation));
    }
}
