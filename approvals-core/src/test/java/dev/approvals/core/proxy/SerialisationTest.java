package dev.approvals.core.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.tool.RequiresApproval;
import java.io.ByteArrayOutputStream;
import java.io.Externalizable;
import java.io.NotSerializableException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

/** A wrapped object never leaves the process, and nothing that comes in becomes one. */
class SerialisationTest {

    interface Tools extends Serializable {
        @RequiresApproval
        void run();
    }

    static class RealTools implements Tools {
        private static final long serialVersionUID = 1L;

        @Override
        public void run() {}
    }

    static class Replacing extends RealTools {
        private static final long serialVersionUID = 1L;

        protected Object writeReplace() {
            return new RealTools();
        }
    }

    /** Public, with a constructor: what externalisation asks for. */
    public static class Outside implements Tools, Externalizable {
        private static final long serialVersionUID = 1L;

        /** For externalisation. */
        public Outside() {}

        @Override
        public void run() {}

        @Override
        public void writeExternal(ObjectOutput out) {}

        @Override
        public void readExternal(ObjectInput in) {}
    }

    static class Plain {
        @RequiresApproval
        public void run() {}
    }

    static class MorePlain extends Plain implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final RecordingGates gates = RecordingGates.allowing();

    @Test
    void aProxyOfASerialisableInterfaceIsNot() {
        assertRefused(gates.wrap(Tools.class, new RealTools()));
        assertRefused(gates.wrap(Tools.class, new Replacing()));
        assertRefused(gates.wrap(Tools.class, new Outside(), Externalizable.class));
    }

    @Test
    void aSubclassOfASerialisableClassIsNot() {
        assertRefused(gates.wrap(RealTools.class, new RealTools()));
        assertRefused(gates.wrap(Replacing.class, new Replacing()));
        assertRefused(gates.wrap(Outside.class, new Outside()));
        assertRefused(gates.wrap(Plain.class, new MorePlain(), Serializable.class));
    }

    @Test
    void theHandlersAreNot() {
        assertThat(new Object[] {InterfaceProxy.class, SubclassCall.class, Identity.class, TargetBody.class})
                .noneMatch(type -> Serializable.class.isAssignableFrom((Class<?>) type));
    }

    private static void assertRefused(Object wrapped) {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(wrapped))
                .isInstanceOf(NotSerializableException.class);
    }
}
