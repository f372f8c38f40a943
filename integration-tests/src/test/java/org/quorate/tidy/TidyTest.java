package org.quorate.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source file of every module keeps the limits of the style guide; and each limit is seen to bite. */
class TidyTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void everySourceFileIsTidy() throws IOException {
        var breaches = new ArrayList<String>();
        var files = sources();
        for (var file : files) {
            breaches.addAll(TidyRules.check(ROOT.relativize(file).toString(), Files.readString(file)));
        }

        assertThat(files).as("source files below " + ROOT).hasSizeGreaterThan(20);
        assertThat(breaches).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() throws IOException {
        var unmarked = new ArrayList<Path>();
        for (var file : sources()) {
            var described = file.resolveSibling("package-info.java");
            if (file.toString().contains("/src/main/java/")
                    && !(Files.exists(described) && Files.readString(described).contains("@NullMarked"))) {
                unmarked.add(ROOT.relativize(file));
            }
        }

        assertThat(unmarked).isEmpty();
    }

    static Stream<Arguments> untidy() {
        var long61 = "class A { void m() {\n" + ";\n".repeat(59) + "} }\n";
        return Stream.of(
                Arguments.of("61 lines in a method", long61),
                Arguments.of("601 lines in a file", "class A {}\n" + "\n".repeat(600)),
                Arguments.of("6 parameters", "class A { A(int a, int b, int c, int d, int e, int f) {} }"),
                Arguments.of("9 record components",
                        "record A(int a, int b, int c, int d, int e, int f, int g, int h, int i) {}"),
                Arguments.of("111 columns", "// " + "x".repeat(108)),
                Arguments.of("a tab", "class A {\t}"),
                Arguments.of("without an issue number", "// TO" + "DO mend this"),
                Arguments.of("to the console", "class A { void m() { System" + ".out.println(); } }"),
                Arguments.of("stack trace", "class A { void m(Exception e) { e.printStack" + "Trace(); } }"),
                Arguments.of("package name 'util'", "package org.quorate.util; class A {}"),
                Arguments.of("type name 'NodeManager'", "class NodeManager {}"),
                Arguments.of("type name 'NodeInfo'", "class A { interface NodeInfo {} }"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("untidy")
    void seesWhatIsUntidy(String what, String text) throws IOException {
        var breaches = TidyRules.check("crm-core/src/main/java/org/quorate/node/A.java", text);

        assertThat(breaches).hasSize(1).first().asString().contains(what);
    }

    static Stream<Arguments> tidy() {
        return Stream.of(
                Arguments.of("package a; class A { void m() {\n" + ";\n".repeat(58) + "} }\n"),
                Arguments.of("class A {}\n" + "\n".repeat(599)),
                Arguments.of("class A { void m(int a, int b, int c, int d, int e) {} }"),
                Arguments.of("class A { @Override void m(int a, int b, int c, int d, int e, int f) {} }"),
                Arguments.of(
                        "record A(int a, int b, int c, int d, int e, int f, int g, int h) { static A I; }"),
                Arguments.of("// " + "x".repeat(107)),
                Arguments.of("// TO" + "DO mend this, issue 17"));
    }

    @ParameterizedTest
    @MethodSource("tidy")
    void acceptsWhatIsWithinTheLimits(String text) throws IOException {
        assertThat(TidyRules.check("crm-core/src/main/java/org/quorate/node/A.java", text)).isEmpty();
    }

    @Test
    void letsTheTerminalSpeak() throws IOException {
        var text = "class A { void m() { System" + ".out.println(); } }";

        assertThat(TidyRules.check("crmsh/src/main/java/org/quorate/crmsh/terminal/A.java", text)).isEmpty();
    }

    private static List<Path> sources() throws IOException {
        var found = new ArrayList<Path>();
        try (var modules = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
            for (var module : modules) {
                var folder = module.resolve("src");
                if (Files.isDirectory(folder)) {
                    try (var files = Files.walk(folder)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                    }
                }
            }
        }
        found.sort(null);
        return found;
    }
}
