package org.quorate.crmsh.drawing;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.quorate.crmsh.drawing.PlanGraph.Box;
import org.quorate.crmsh.drawing.PlanGraph.Kind;

/** A graph as a picture: layers from top to bottom, laid out by the Eclipse Layout Kernel. */
public final class SvgDrawing {

    private static final double LINE = 16;
    private static final double PADDING = 8;
    /** A character is about that wide at the size of the text. */
    private static final double CHARACTER = 7.2;
    private static final double MARGIN = 12;

    private SvgDrawing() {}

    public static String draw(PlanGraph graph) {
        var root = layout(graph);
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                        + " font-family=\"sans-serif\" font-size=\"12\">%n",
                root.getWidth() + 2 * MARGIN,
                root.getHeight() + 2 * MARGIN));
        text.append("<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"8\""
                + " markerHeight=\"8\" orient=\"auto\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n");
        text.append(String.format(Locale.ROOT, "<g transform=\"translate(%.0f %.0f)\">%n", MARGIN, MARGIN));
        root.getContainedEdges().forEach(edge -> line(edge, text));
        for (var i = 0; i < graph.boxes().size(); i++) {
            box(graph.boxes().get(i), root.getChildren().get(i), text);
        }
        return text.append("</g>\n</svg>\n").toString();
    }

    private static ElkNode layout(PlanGraph graph) {
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
        var root = ElkGraphUtil.createGraph();
        root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
        root.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        Map<Integer, ElkNode> nodes = new HashMap<>();
        for (var box : graph.boxes()) {
            var node = ElkGraphUtil.createNode(root);
            var lines = lines(box);
            node.setDimensions(
                    2 * PADDING + CHARACTER * lines.stream().mapToInt(String::length).max().orElse(1),
                    PADDING + LINE * lines.size());
            nodes.put(box.id(), node);
        }
        graph.edges()
                .forEach(edge -> ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to())));
        new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
        return root;
    }

    private static List<String> lines(Box box) {
        return box.label().lines().toList();
    }

    private static void box(Box box, ElkNode node, StringBuilder out) {
        var isPoint = box.kind() == Kind.POINT;
        out.append(String.format(Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"4\""
                        + " fill=\"%s\" stroke=\"%s\"%s/>%n",
                node.getX(), node.getY(), node.getWidth(), node.getHeight(),
                isPoint ? "#fff" : "#eef4fb", isPoint ? "#999" : "#345",
                isPoint ? " stroke-dasharray=\"4 3\"" : ""));
        var y = node.getY() + LINE;
        for (var line : lines(box)) {
            out.append(String.format(Locale.ROOT,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\"%s>%s</text>%n",
                    node.getX() + node.getWidth() / 2, y, isPoint ? " fill=\"#777\"" : "", escaped(line)));
            y += LINE;
        }
    }

    private static void line(ElkEdge edge, StringBuilder out) {
        for (ElkEdgeSection section : edge.getSections()) {
            out.append(String.format(Locale.ROOT,
                    "<polyline fill=\"none\" stroke=\"#567\" marker-end=\"url(#tip)\""
                            + " points=\"%.1f,%.1f",
                    section.getStartX(), section.getStartY()));
            section.getBendPoints().forEach(
                    bend -> out.append(String.format(Locale.ROOT, " %.1f,%.1f", bend.getX(), bend.getY())));
            out.append(String.format(Locale.ROOT, " %.1f,%.1f\"/>%n", section.getEndX(), section.getEndY()));
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
