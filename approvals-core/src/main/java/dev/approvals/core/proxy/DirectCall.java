package dev.approvals.core.proxy;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.assign.TypeCasting;
import net.bytebuddy.implementation.bytecode.member.FieldAccess;
import net.bytebuddy.implementation.bytecode.member.MethodInvocation;
import net.bytebuddy.implementation.bytecode.member.MethodReturn;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.matcher.ElementMatchers;

/** The generated body {@code return target.method(arguments);}: a call without reflection. */
final class DirectCall implements ByteCodeAppender {

    private final TypeDescription targetType;
    private final String targetField;

    /** Calls on the object in a field of the generated class. */
    DirectCall(Class<?> targetType, String targetField) {
        this.targetType = TypeDescription.ForLoadedType.of(targetType);
        this.targetField = targetField;
    }

    @Override
    public Size apply(MethodVisitor visitor, Implementation.Context context, MethodDescription method) {
        // The overridden method as it was compiled: a generic supertype's has another descriptor than the one seen
        // here.
        MethodDescription.InDefinedShape called = method.asDefined();
        TypeDescription declaring = called.getDeclaringType();
        boolean inherited = targetType.isAssignableTo(declaring);
        List<StackManipulation> code = new ArrayList<>();
        code.add(MethodVariableAccess.loadThis());
        code.add(FieldAccess.forField(field(context.getInstrumentedType())).read());
        code.add(inherited ? StackManipulation.Trivial.INSTANCE : TypeCasting.to(declaring));
        for (int i = 0; i < method.getParameters().size(); i++) {
            code.add(MethodVariableAccess.load(method.getParameters().get(i)));
        }
        code.add(MethodInvocation.invoke(called).virtual(inherited ? targetType : declaring));
        code.add(Assigner.DEFAULT.assign(called.getReturnType(), method.getReturnType(), Assigner.Typing.DYNAMIC));
        code.add(MethodReturn.of(method.getReturnType()));
        return new ByteCodeAppender.Simple(code).apply(visitor, context, method);
    }

    private FieldDescription field(TypeDescription generated) {
        return generated
                .getDeclaredFields()
                .filter(ElementMatchers.named(targetField))
                .getOnly();
    }
}
