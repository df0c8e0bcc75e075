package dev.approvals.core.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTemplateTest {

    private static final List<String> NAMES = List.of("table", "rows");
    private static final Map<String, String> SHOWN = Map.of("table", "customers", "rows", "5000");

    @Test
    void namesStandForTheShownValues() {
        assertThat(render("Export {rows} rows of {table}")).isEqualTo("Export 5000 rows of customers");
    }

    @Test
    void positionsCountFromZero() {
        assertThat(render("{1} of {0}, {1}")).isEqualTo("5000 of customers, 5000");
    }

    @Test
    void doubledBracesStandForThemselves() {
        assertThat(render("{{literal}} {{{table}}}")).isEqualTo("{literal} {customers}");
    }

    @Test
    void valuesAreNotTemplates() {
        SummaryTemplate template = SummaryTemplate.parse("{table}", NAMES);
        assertThat(template.render(name -> "{rows} }}")).isEqualTo("{rows} }}");
    }

    @Test
    void textIsTheTemplateWithPlacesByName() {
        assertThat(SummaryTemplate.parse("{{{0}}}: {rows}", NAMES)).hasToString("{{{table}}}: {rows}");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThereAre() {
        assertFault("Export {row}", "the template \"Export {row}\" names {row}, but the parameters are table, rows");
        assertThatThrownBy(() -> SummaryTemplate.parse("{row}", List.of()))
                .hasMessage("the template \"{row}\" names {row}, but the parameters are none");
    }

    @Test
    void aPositionBeyondTheParametersIsRefused() {
        assertFault("{2}", "the template \"{2}\" names {2}, but the positions are {0} to {1}");
        assertFault(
                "{99999999999}",
                "the template \"{99999999999}\" names {99999999999}, but the positions are {0} to {1}");
        assertThatThrownBy(() -> SummaryTemplate.parse("{0}", List.of()))
                .hasMessage("the template \"{0}\" names {0}, but there are no parameters");
    }

    @Test
    void aBraceWithoutPartnerIsRefusedWithTheCure() {
        assertFault(
                "Export {rows",
                "the template \"Export {rows\" opens a { at character 8 and never closes it; write {{ for a brace that is meant");
        assertFault(
                "rows}",
                "the template \"rows}\" has a } at character 5 that closes nothing; write }} for a brace that is meant");
        assertFault(
                "{}",
                "the template \"{}\" has \"{}\" at character 1, which names no parameter; write {{ for a brace that is meant");
        assertFault(
                "{a{b}",
                "the template \"{a{b}\" has \"{a{b}\" at character 1, which names no parameter; write {{ for a brace that is meant");
    }

    @Test
    void aToolWithoutTemplateIsSummarisedByNameAndArguments() {
        ToolSpec spec = ToolSpec.named("export")
                .reason("why")
                .parameter("table", String.class)
                .parameter("rows", int.class)
                .build();
        assertThat(SummaryTemplate.of(spec).render(name -> SHOWN.getOrDefault(name, "?")))
                .isEqualTo("export(table: customers, rows: 5000)");
        assertThat(SummaryTemplate.of(ToolSpec.named("stop").build()).render(name -> ""))
                .isEqualTo("stop()");
    }

    @Test
    void theAgentsReasonHasNoPlaceAmongTheFacts() {
        ToolSpec spec =
                ToolSpec.named("export").reason("why").summary("Export, {why}").build();
        assertThatThrownBy(() -> SummaryTemplate.of(spec))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the template \"Export, {why}\" names {why}, which is the agent's reason;"
                        + " reviewers see it apart, as a claim: take it out of the template");
    }

    private static String render(String template) {
        return SummaryTemplate.parse(template, NAMES).render(SHOWN::get);
    }

    private static void assertFault(String template, String message) {
        assertThatThrownBy(() -> SummaryTemplate.parse(template, NAMES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
