package dev.approvals.slack.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SdkModelTest {

    @Test
    void theSdkUnderstandsWhatTheLoopbackTakes() {
        assertThat(BlockKit.messageErrors(Sample.json(Sample.MESSAGE))).isEmpty();
        assertThat(SdkModel.ofMessage(Sample.json(Sample.MESSAGE))).isEmpty();
        assertThat(BlockKit.viewErrors(Sample.json(Sample.MODAL))).isEmpty();
        assertThat(SdkModel.ofView(Sample.json(Sample.MODAL))).isEmpty();
    }

    @Test
    void theSdkFaultsWhatItDoesNotKnow() {
        assertThat(SdkModel.ofMessage(Sample.json("[{'type':'banner'}]"))).isPresent();
        assertThat(SdkModel.ofMessage(Sample.json("[{'type':'divider','colour':'red'}]")))
                .isPresent();
        assertThat(SdkModel.ofView(Sample.json(Sample.MODAL.replace("'callback_id'", "'callback'"))))
                .isPresent();
    }
}
