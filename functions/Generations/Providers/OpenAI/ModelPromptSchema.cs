using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>
/// The schema of <see cref="ModelAnswer"/> in the form that strict structured output takes: every field is required, may be null where it
/// can be empty, and no other field is allowed; at most 100 fields and 5 levels; no limits on lengths. Fields that take only certain words
/// have a closed list of them.
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
            // The service enforces a closed list while the model writes; null is in the list when the field may be empty.
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
