using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The schema of <see cref="ModelAnswer"/> as strict structured output takes it: every field required, null where a field may
/// be empty, nothing additional, at most 100 fields and 5 levels, no limits on lengths; closed lists of words where only those mean something.
/// </summary>
internal static class ModelPromptSchema
{
    public const string Name = "picture_descriptions";

    public static readonly BinaryData Schema = BinaryData.FromString(
        ModelPromptJson
            .Default.ModelAnswer.GetJsonSchemaAsNode(
                new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Strict }
            )
            .ToJsonString()
    );

    private static JsonNode Strict(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema)
        {
            return node;
        }

        if (schema.ContainsKey("properties"))
        {
            schema["additionalProperties"] = false;
        }

        if (schema["type"] is JsonArray types && types.Any(type => type!.GetValue<string>() is "integer"))
        {
            // The exporter allows numbers written as text, with a pattern; the model needs neither.
            schema.Remove("pattern");
            schema["type"] = new JsonArray("integer", "null");
        }

        if (AttributeOf<DescriptionAttribute>(context) is { } description)
        {
            schema["description"] = description.Description;
        }

        if (AttributeOf<AllowedValuesAttribute>(context) is { } allowed)
        {
            // A list is enforced while the answer is written; null is one of its words where the field may be empty.
            schema["enum"] = new JsonArray([.. allowed.Values.Select(value => JsonValue.Create((string?)value)), null]);
        }

        return schema;
    }

    private static T? AttributeOf<T>(JsonSchemaExporterContext context)
        where T : Attribute =>
        context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false) is [T attribute]
            ? attribute
            : null;
}
