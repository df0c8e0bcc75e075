package dev.approvals.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users' own named modules: what they keep closed is a fault at wrap time that says which line opens it. */
class NamedModuleTest {
    private static final String RECORD = "package com.example.tools; record Order(String id) {}";

    @Test
    void aRecordInAClosedModuleIsAFaultThatNamesTheMissingLine(@TempDir Path dir) throws Exception {
        Class<?> type = compile(dir, "module com.example.tools {}");
        assertThat(TypeRules.check("order", type, Renderers.none()))
                .contains(
                        "`order` is a com.example.tools.Order, whose module hides it (add `opens com.example.tools to "
                                + "dev.approvals.core` to its module-info): declare a record of plain values instead, or "
                                + "register a renderer for the type");
    }

    @Test
    void aRecordInAnOpenModuleIsCaptured(@TempDir Path dir) throws Exception {
        Class<?> type = compile(dir, "module com.example.tools { opens com.example.tools; }");
        assertThat(TypeRules.check("order", type, Renderers.none())).isEmpty();
    }

    private static Class<?> compile(Path dir, String module) throws IOException, ClassNotFoundException {
        Path source = Files.writeString(dir.resolve("module-info.java"), module);
        Path order = Files.writeString(dir.resolve("Order.java"), RECORD);
        Path out = Files.createDirectory(dir.resolve("out"));
        int errors = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", out.toString(), source.toString(), order.toString());
        assertThat(errors).isZero();
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(out), ModuleFinder.of(), Set.of("com.example.tools"));
        ClassLoader loader = ModuleLayer.defineModulesWithOneLoader(
                        configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader())
                .layer()
                .findLoader("com.example.tools");
        return loader.loadClass("com.example.tools.Order");
    }
}
