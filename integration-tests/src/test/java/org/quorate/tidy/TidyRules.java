package org.quorate.tidy;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The limits of the style guide, section 6, for one source file; each breach is a line of text. */
final class TidyRules {

    static final int METHOD_LINES = 60;
    static final int FILE_LINES = 600;
    static final int PARAMETERS = 5;
    static final int COMPONENTS = 8;
    static final int COLUMNS = 110;

    private static final Set<String> BANNED_PACKAGES = Set.of("internal", "util", "utils", "common", "helper",
            "helpers", "impl", "manager");
    private static final Pattern BANNED_TYPES = Pattern
            .compile(".+(Impl|Manager|Helper|Helpers|Util|Utils|Data|Info|Base)");
    // Taken apart, so that this file passes its own test.
    private static final Pattern UNNUMBERED = Pattern
            .compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b(?!.*(#|issue )\\d)");
    private static final Pattern CONSOLE = Pattern.compile("\\bSystem\\s*\\.\\s*(out|err)\\b");
    private static final Pattern STACK_TRACE = Pattern.compile("\\.printStack" + "Trace\\(");
    private static final Pattern SPEAKS_TO_PEOPLE = Pattern
            .compile(".*/org/quorate/(crmsh/terminal/\\w+|daemon/Quorated"
                    + "|faults/Progress|simulation/(Search|exhaustive/Exhaustive))\\.java");

    private final String path;
    private final String text;
    private final List<String> breaches = new ArrayList<>();

    private TidyRules(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** Every breach in the file, in its order, as {@code path:line: what}. */
    static List<String> check(String path, String text) throws IOException {
        var rules = new TidyRules(path, text);
        rules.checkLines();
        rules.checkTree(parse(path, text));
        return List.copyOf(rules.breaches);
    }

    private record Parsed(CompilationUnitTree unit, SourcePositions positions) {}

    private void checkLines() {
        var lines = text.lines().toList();
        if (lines.size() > FILE_LINES) {
            breach(FILE_LINES, lines.size() + " lines in a file, limit " + FILE_LINES);
        }
        for (var number = 1; number <= lines.size(); number++) {
            checkLine(number, lines.get(number - 1));
        }
    }

    private void checkLine(int number, String line) {
        if (line.length() > COLUMNS) {
            breach(number, line.length() + " columns, limit " + COLUMNS);
        }
        if (line.indexOf('\t') >= 0) {
            breach(number, "a tab");
        }
        if (UNNUMBERED.matcher(line).find()) {
            breach(number, "unfinished work without an issue number");
        }
        if (CONSOLE.matcher(line).find() && !SPEAKS_TO_PEOPLE.matcher(path).matches()) {
            breach(number, "writes to the console outside the terminal and the daemon's main");
        }
        if (STACK_TRACE.matcher(line).find()) {
            breach(number, "prints a stack trace");
        }
    }

    private void checkTree(Parsed parsed) {
        var unit = parsed.unit();
        if (unit.getPackageName() != null) {
            for (var segment : unit.getPackageName().toString().split("\\.", -1)) {
                if (BANNED_PACKAGES.contains(segment)) {
                    breach(1, "package name '" + segment + "': a helper lives with the type it helps");
                }
            }
        }
        new TreeScanner<@Nullable Void, @Nullable ClassTree>() {

            @Override
            public @Nullable Void visitClass(ClassTree type, @Nullable ClassTree outer) {
                checkType(type, lineOf(parsed, type));
                return super.visitClass(type, type);
            }

            @Override
            public @Nullable Void visitMethod(MethodTree method, @Nullable ClassTree owner) {
                checkMethod(method, owner, parsed);
                return super.visitMethod(method, owner);
            }
        }.scan(unit, null);
    }

    private void checkType(ClassTree type, int line) {
        if (BANNED_TYPES.matcher(type.getSimpleName()).matches()) {
            breach(line, "type name '" + type.getSimpleName() + "': say what it is or what it adapts");
        }
        if (type.getKind() == Tree.Kind.RECORD) {
            var components = type.getMembers().stream().filter(TidyRules::isComponent).count();
            if (components > COMPONENTS) {
                breach(line, components + " record components, limit " + COMPONENTS);
            }
        }
    }

    private void checkMethod(MethodTree method, @Nullable ClassTree owner, Parsed parsed) {
        var first = lineOf(parsed, method);
        var end = parsed.positions().getEndPosition(parsed.unit(), method);
        var lines = parsed.unit().getLineMap().getLineNumber(end) - first + 1;
        if (lines > METHOD_LINES) {
            breach(first, method.getName() + ": " + lines + " lines in a method, limit " + METHOD_LINES);
        }
        // A signature that another library or a record's components dictate is not ours to shorten.
        var dictated = method.getModifiers().getAnnotations().stream()
                .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"))
                || (owner != null && owner.getKind() == Tree.Kind.RECORD && method.getReturnType() == null);
        if (!dictated && method.getParameters().size() > PARAMETERS) {
            breach(first, method.getName() + ": " + method.getParameters().size() + " parameters, limit "
                    + PARAMETERS);
        }
    }

    private static boolean isComponent(Tree member) {
        return member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static int lineOf(Parsed parsed, Tree tree) {
        var start = parsed.positions().getStartPosition(parsed.unit(), tree);
        return start < 0 ? 1 : (int) parsed.unit().getLineMap().getLineNumber(start);
    }

    private void breach(int line, String what) {
        breaches.add(path + ":" + line + ": " + what);
    }

    private static Parsed parse(String path, String text) throws IOException {
        var uri = URI.create("text:///" + path.replaceAll("[^\\w./-]", "_"));
        var source = new SimpleJavaFileObject(uri, Kind.SOURCE) {

            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        var compiler = ToolProvider.getSystemJavaCompiler();
        var task = (JavacTask) compiler.getTask(null, null, _ -> {}, List.of("-proc:none"), null,
                List.of(source));
        var unit = task.parse().iterator().next();
        return new Parsed(unit, Trees.instance(task).getSourcePositions());
    }
}
