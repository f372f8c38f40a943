package org.quorate.crmsh.drawing;

/** A graph in the language of Graphviz. */
public final class DotDrawing {

    private DotDrawing() {}

    public static String draw(PlanGraph graph) {
        var text = new StringBuilder(
                "digraph transition {\n  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (var box : graph.boxes()) {
            text.append("  a").append(box.id()).append(" [label=\"").append(escaped(box.label())).append('"')
                    .append(switch (box.kind()) {
                        case ACTION -> "";
                        case POINT -> ", style=dashed, fontsize=10";
                    }).append("];\n");
        }
        graph.edges().forEach(edge -> text.append("  a").append(edge.from()).append(" -> a").append(edge.to())
                .append(";\n"));
        return text.append("}\n").toString();
    }

    private static String escaped(String label) {
        return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
