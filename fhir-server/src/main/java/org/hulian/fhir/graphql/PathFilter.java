package org.hulian.fhir.graphql;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.exceptions.FHIRException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.ExpressionNode;
import org.hl7.fhir.r4.fhirpath.FHIRLexer.FHIRLexerException;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Resource;

/**
 * FHIRPath on elements of a list, by HAPI's engine. Offered is what looks at the element alone and costs no more than it
 * is large: no regular expressions, no recursion, no way back to the whole resource. For one thread.
 *
 * @see <a href="https://hl7.org/fhirpath/N1/">FHIRPath</a>
 */
final class PathFilter {
    private static final int LONGEST = 500;
    private static final Set<ExpressionNode.Function> OFFERED = EnumSet.of(
            ExpressionNode.Function.Empty,
            ExpressionNode.Function.Not,
            ExpressionNode.Function.Exists,
            ExpressionNode.Function.Distinct,
            ExpressionNode.Function.IsDistinct,
            ExpressionNode.Function.Count,
            ExpressionNode.Function.Where,
            ExpressionNode.Function.All,
            ExpressionNode.Function.Item,
            ExpressionNode.Function.As,
            ExpressionNode.Function.Is,
            ExpressionNode.Function.Single,
            ExpressionNode.Function.First,
            ExpressionNode.Function.Last,
            ExpressionNode.Function.Tail,
            ExpressionNode.Function.Skip,
            ExpressionNode.Function.Take,
            ExpressionNode.Function.Union,
            ExpressionNode.Function.Intersect,
            ExpressionNode.Function.Exclude,
            ExpressionNode.Function.Iif,
            ExpressionNode.Function.Upper,
            ExpressionNode.Function.Lower,
            ExpressionNode.Function.IndexOf,
            ExpressionNode.Function.Substring,
            ExpressionNode.Function.StartsWith,
            ExpressionNode.Function.EndsWith,
            ExpressionNode.Function.Contains,
            ExpressionNode.Function.Length,
            ExpressionNode.Function.Today,
            ExpressionNode.Function.Now,
            ExpressionNode.Function.Extension,
            ExpressionNode.Function.AllFalse,
            ExpressionNode.Function.AnyFalse,
            ExpressionNode.Function.AllTrue,
            ExpressionNode.Function.AnyTrue,
            ExpressionNode.Function.HasValue,
            ExpressionNode.Function.OfType,
            ExpressionNode.Function.ToBoolean,
            ExpressionNode.Function.ToInteger,
            ExpressionNode.Function.ToString,
            ExpressionNode.Function.ToDecimal,
            ExpressionNode.Function.ToDateTime,
            ExpressionNode.Function.ToTime);

    private final FHIRPathEngine engine;
    private final Map<String, ExpressionNode> parsed = new HashMap<>();

    PathFilter(FhirContext fhir) {
        this.engine = new FHIRPathEngine(new HapiWorkerContext(fhir, new NoDefinitions(fhir)));
    }

    /** Paths over values need no definitions; loading them would cost the heap of a validator. */
    private record NoDefinitions(FhirContext fhir) implements IValidationSupport {
        @Override
        public FhirContext getFhirContext() {
            return fhir;
        }

        @Override
        public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
            return List.of();
        }
    }

    /** Whether the path holds for an element. */
    boolean holds(String path, Node node, GraphField field) {
        ExpressionNode expression = expression(path, field);
        return evaluated(
                field,
                () -> node.model() instanceof Base value
                        && node.resource() instanceof Resource resource
                        && engine.evaluateToBoolean(resource, resource, value, expression));
    }

    /** What the path gives for an element, as text; empty for nothing. */
    String text(String path, Node node, GraphField field) {
        ExpressionNode expression = expression(path, field);
        return evaluated(
                field,
                () -> node.model() instanceof Base value && node.resource() instanceof Resource resource
                        ? engine.evaluateToString(null, resource, resource, value, expression)
                        : "");
    }

    private static <T> T evaluated(GraphField field, Supplier<T> work) {
        try {
            return work.get();
        } catch (FHIRException | UnsupportedOperationException wrong) {
            throw unusable(field);
        }
    }

    private ExpressionNode expression(String path, GraphField field) {
        ExpressionNode known = parsed.get(path);
        if (known != null) {
            return known;
        }
        if (path.length() > LONGEST) {
            throw GraphRefusals.costly("characters of a FHIRPath", LONGEST, path.length());
        }
        if (path.indexOf('%') >= 0) {
            throw unusable(field);
        }
        try {
            ExpressionNode expression = engine.parse(path);
            refuse(expression, field);
            parsed.put(path, expression);
            return expression;
        } catch (FHIRLexerException wrong) {
            throw unusable(field);
        }
    }

    private static void refuse(ExpressionNode expression, GraphField field) {
        if (expression.getKind() == ExpressionNode.Kind.Function && !OFFERED.contains(expression.getFunction())) {
            throw field.refused(
                    "not-supported",
                    "The FHIRPath function " + expression.getName() + "() is not offered here.",
                    "此处不支持 FHIRPath 函数 " + expression.getName() + "()。");
        }
        if (expression.getParameters() != null) {
            expression.getParameters().forEach(each -> refuse(each, field));
        }
        for (ExpressionNode next :
                new ExpressionNode[] {expression.getInner(), expression.getGroup(), expression.getOpNext()}) {
            if (next != null) {
                refuse(next, field);
            }
        }
    }

    private static RuntimeException unusable(GraphField field) {
        return field.refused("invalid", "The FHIRPath cannot be read or used here.", "FHIRPath 无法解析或在此不适用。");
    }
}
