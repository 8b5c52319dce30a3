package io.graphbus.server.graph;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.MethodRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes of an agent's {@code System.exit} an exception, since it would end the server with all
 * other agents. Agents that mean harm have other ways; this is for those that do not.
 */
final class ExitGuard implements UnaryOperator<byte[]> {

    private static final Set<String> EXITS =
            Set.of(
                    "java/lang/System.exit(I)V",
                    "java/lang/Runtime.exit(I)V",
                    "java/lang/Runtime.halt(I)V");

    private static final ClassDesc EXCEPTION = ClassDesc.of("java.lang.SecurityException");
    private static final MethodTypeDesc TAKES_TEXT =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String);

    /** Classes of agents are not known to this application, which does no harm here. */
    private static final ClassFile CLASS_FILE =
            ClassFile.of(
                    ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.defaultResolver()
                                    .orElse(
                                            name ->
                                                    ClassHierarchyResolver.ClassHierarchyInfo
                                                            .ofInterface())));

    /** What cannot be read is left to the virtual machine, which says why. */
    @Override
    public byte[] apply(byte[] bytes) {
        ClassModel model;
        try {
            model = CLASS_FILE.parse(bytes);
            if (!mentionsExit(model)) {
                return bytes;
            }
        } catch (IllegalArgumentException unreadable) {
            return bytes;
        }
        return CLASS_FILE.transformClass(
                model, ClassTransform.transformingMethodBodies(ExitGuard::change));
    }

    private static boolean mentionsExit(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof MethodRefEntry method && isExit(method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExit(MethodRefEntry method) {
        return EXITS.contains(
                method.owner().asInternalName()
                        + "."
                        + method.name().stringValue()
                        + method.type().stringValue());
    }

    private static void change(CodeBuilder code, CodeElement element) {
        if (element instanceof InvokeInstruction call
                && call.method() instanceof MethodRefEntry method
                && isExit(method)) {
            refuse(code, call);
        } else {
            code.with(element);
        }
    }

    /** What follows the call stays reachable for the verifier. */
    private static void refuse(CodeBuilder code, InvokeInstruction call) {
        code.pop();
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
        Label after = code.newLabel();
        code.iconst_1()
                .ifeq(after)
                .new_(EXCEPTION)
                .dup()
                .ldc("an agent must not end the server it runs in (" + call.name() + ")")
                .invokespecial(EXCEPTION, ConstantDescs.INIT_NAME, TAKES_TEXT)
                .athrow()
                .labelBinding(after);
    }
}
