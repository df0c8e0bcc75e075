package dev.approvals.journal.report;

import dev.approvals.journal.report.Findings.Level;
import dev.approvals.journal.verify.Verification;
import java.util.List;
import java.util.stream.Collectors;

/** What an auditor reads first: whether the record can be trusted, and the answers. */
final class Front {

    private final Html html;
    private final Findings findings;
    private final Evidence evidence;

    Front(Html html, Findings findings, Evidence evidence) {
        this.html = html;
        this.findings = findings;
        this.evidence = evidence;
    }

    void write() {
        top();
        answers();
        integrity();
    }

    private void top() {
        html.leaf("p", "Approvals \u00b7 audit report", "class", "kicker");
        html.leaf("h1", "Who approved what, and what then ran").line();
        html.open("dl", "class", "facts");
        fact("Period", Frame.period(findings));
        fact(
                "Journals",
                findings.journals().stream().map(Findings.Standing::folder).collect(Collectors.joining(", ")));
        fact("Events counted", Text.number(findings.scope().lines()));
        fact("Made", Text.minute(findings.scope().madeAt()));
        html.close("dl").line();
        banner();
        if (!findings.scope().limits().isEmpty()) {
            html.open("ul", "class", "plain");
            findings.scope()
                    .limits()
                    .forEach(limit -> html.open("li").foreign(limit).close("li"));
            html.close("ul").line();
        }
        Frame.contents(html);
    }

    private void fact(String name, String words) {
        html.leaf("dt", name).open("dd").foreign(words).close("dd");
    }

    private void banner() {
        Level worst = findings.intact() ? worst() : Level.BAD;
        html.open("div", "class", "banner " + worst, "role", "note");
        if (!findings.intact()) {
            html.leaf("p", "This journal cannot be trusted as it stands", "class", "head");
            for (Findings.Standing journal : findings.journals()) {
                journal.verification()
                        .flaw()
                        .ifPresent(flaw -> html.open("p")
                                .foreign(journal.folder() + ": " + flaw)
                                .close("p"));
            }
            html.leaf(
                    "p",
                    "What follows counts only the lines before the flaw. Keep the files as they are, and find out who"
                            + " could write them.");
        } else {
            html.leaf("p", headline(worst), "class", "head");
            findings.answers().stream()
                    .filter(answer -> answer.level() == worst && worst == Level.BAD)
                    .forEach(answer -> html.leaf("p", answer.question() + " " + answer.words()));
        }
        html.close("div").line();
    }

    private Level worst() {
        return findings.answers().stream()
                .map(Findings.Answer::level)
                .max(Level::compareTo)
                .orElse(Level.GOOD);
    }

    private String headline(Level worst) {
        long bad = findings.answers().stream()
                .filter(answer -> answer.level() == worst)
                .count();
        return switch (worst) {
            case BAD ->
                "Something is not as it should be: " + Answers.count(bad, "answer") + " below "
                        + (bad == 1 ? "says" : "say") + " so.";
            case LOOK ->
                "No breach was found; " + Answers.count(bad, "answer") + " below " + (bad == 1 ? "is" : "are")
                        + " worth a look.";
            case PLAIN, GOOD -> "All is as it should be.";
        };
    }

    private void answers() {
        html.leaf("h2", "Answers first", "id", "answers")
                .line()
                .open("ul", "class", "answers")
                .line();
        findings.answers().forEach(this::answer);
        html.close("ul").line();
    }

    private void answer(Findings.Answer answer) {
        html.open("li", "class", answer.level().name()).open("div", "class", "question");
        html.leaf("span", Frame.mark(answer.level()), "class", "mark").leaf("h3", answer.question());
        html.close("div").open("div", "class", "words").leaf("p", answer.words());
        html.open("p")
                .link(answer.section(), "Details", "aria-label", "Details: " + answer.question())
                .close("p")
                .close("div");
        if (!answer.figures().isEmpty()) {
            html.open("dl");
            answer.figures().forEach(named -> named(answer.question(), named));
            html.close("dl");
        }
        html.close("li").line();
    }

    private void named(String context, Findings.Named named) {
        html.open("dt").foreign(named.label()).close("dt").open("dd");
        evidence.number(html, context + " " + named.label(), named.figure());
        html.close("dd");
    }

    private void integrity() {
        html.leaf("h2", "Integrity of the record", "id", "integrity").line();
        for (Findings.Standing journal : findings.journals()) {
            Verification verification = journal.verification();
            html.open("h3").foreign(journal.folder()).close("h3");
            html.open("dl", "class", "facts");
            html.leaf("dt", "Verified").open("dd", "class", verification.intact() ? "GOOD" : "BAD");
            html.foreign(verification.flaw().map(flaw -> "No: " + flaw).orElse("Yes: no flaw was found"));
            html.close("dd");
            extent(verification.extent());
            fact(
                    "Signing key",
                    journal.key().isEmpty()
                            ? "none is named"
                            : journal.key()
                                    + (journal.trusted() ? " (given from outside)" : " (named by the journal itself)"));
            html.close("dl").line();
            sentences("Held against", verification.anchors());
            sentences("Left unproven", verification.unproven());
        }
    }

    private void extent(Verification.Extent extent) {
        fact(
                "Lines",
                Text.number(extent.lines())
                        + (extent.lines() == 0 ? "" : ", numbers " + extent.first() + " to " + (extent.size() - 1)));
        fact("Size and root", extent.size() + ":" + extent.root().base64Url());
        fact(
                "Time range",
                extent.from().map(Text::minute).orElse("none") + " to "
                        + extent.to().map(Text::minute).orElse("none"));
    }

    private void sentences(String title, List<String> sentences) {
        html.leaf("h4", title);
        if (sentences.isEmpty()) {
            html.leaf("p", "Nothing.", "class", "soft");
        } else {
            html.open("ul", "class", "plain");
            sentences.forEach(sentence -> html.open("li").foreign(sentence).close("li"));
            html.close("ul").line();
        }
    }
}
