package io.graphbus.benchmarks.peer;

import static java.lang.constant.ConstantDescs.CD_void;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.MethodParameterInfo;
import java.lang.classfile.attribute.MethodParametersAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Agents that count the events of a topic, each of a class of its own. */
public class CountingAgent {

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final ClassDesc SUPER = desc(CountingAgent.class);
    private static final MethodTypeDesc CONSTRUCTOR =
            MethodTypeDesc.of(CD_void, desc(Counter.class));
    private static final MethodTypeDesc HANDLER = MethodTypeDesc.of(CD_void, desc(Payload.class));

    private final Counter counter;

    protected CountingAgent(Counter counter) {
        this.counter = counter;
    }

    protected final void count(Payload payload) {
        counter.add(payload);
    }

    static Object of(String topic, Counter counter) {
        String name = CountingAgent.class.getPackageName() + ".Agent" + NUMBERS.incrementAndGet();
        byte[] bytes =
                ClassFile.of()
                        .build(
                                ClassDesc.of(name),
                                type -> {
                                    type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER);
                                    type.withSuperclass(SUPER);
                                    type.with(annotation(Annotation.of(desc(Agent.class))));
                                    type.withMethodBody(
                                            "<init>",
                                            CONSTRUCTOR,
                                            ClassFile.ACC_PUBLIC,
                                            code ->
                                                    code.aload(0)
                                                            .aload(1)
                                                            .invokespecial(
                                                                    SUPER, "<init>", CONSTRUCTOR)
                                                            .return_());
                                    type.withMethod(
                                            "on",
                                            HANDLER,
                                            ClassFile.ACC_PUBLIC,
                                            method ->
                                                    method.with(annotation(subscribes(topic)))
                                                            .with(
                                                                    MethodParametersAttribute.of(
                                                                            MethodParameterInfo
                                                                                    .ofParameter(
                                                                                            Optional
                                                                                                    .of(
                                                                                                            "payload"),
                                                                                            0)))
                                                            .withCode(
                                                                    code ->
                                                                            code.aload(0)
                                                                                    .aload(1)
                                                                                    .invokevirtual(
                                                                                            SUPER,
                                                                                            "count",
                                                                                            HANDLER)
                                                                                    .return_()));
                                });
        try {
            return MethodHandles.lookup()
                    .defineClass(bytes)
                    .getConstructor(Counter.class)
                    .newInstance(counter);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Annotation subscribes(String topic) {
        return Annotation.of(
                desc(Subscribes.class),
                AnnotationElement.of(
                        "value", AnnotationValue.ofArray(AnnotationValue.ofString(topic))));
    }

    private static RuntimeVisibleAnnotationsAttribute annotation(Annotation annotation) {
        return RuntimeVisibleAnnotationsAttribute.of(annotation);
    }

    private static ClassDesc desc(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }
}
