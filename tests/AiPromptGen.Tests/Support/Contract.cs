using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace AiPromptGen.Tests.Support;

/// <summary>One operation of the contract. <paramref name="Method"/> is lower case, <paramref name="Path"/> begins with '/'.</summary>
internal sealed record ContractOperation(Contract Contract, string Method, string Path, JsonObject Node)
{
    public string Id => Node["operationId"]!.GetValue<string>();

    public bool IsAnonymous => Node["security"] is JsonArray { Count: 0 };

    public IReadOnlyList<JsonObject> Parameters { get; init; } = [];

    public JsonObject? Body => Node["requestBody"] is { } body ? Contract.Follow(body) : null;

    /// <summary>The described responses, by HTTP status.</summary>
    public IReadOnlyDictionary<string, JsonObject> Responses { get; } =
        Node["responses"]!.AsObject().ToDictionary(r => r.Key, r => Contract.Follow(r.Value!));

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>An OpenAPI document as JSON.</summary>
internal sealed class Contract
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    private Contract(JsonObject root)
    {
        Root = root;
        Operations = [.. root["paths"]!.AsObject().SelectMany(path => OperationsOf(path.Key, path.Value!.AsObject()))];
    }

    public JsonObject Root { get; }

    public IReadOnlyList<ContractOperation> Operations { get; }

    /// <summary>YAML, or JSON, which is YAML too.</summary>
    public static Contract Parse(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(stream.Documents[0].RootNode, writer);
        }

        return new(JsonNode.Parse(buffer.ToArray())!.AsObject());
    }

    public static Contract Of(JsonObject root) => new(root);

    public ContractOperation Operation(string id) => Operations.Single(o => o.Id == id);

    /// <summary>The node that this one refers to by <c>$ref</c>; the node itself when it refers to none.</summary>
    public JsonObject Follow(JsonNode node)
    {
        while (node["$ref"] is { } reference)
        {
            node = reference
                .GetValue<string>()
                .Split('/')
                .Skip(1)
                .Aggregate((JsonNode)Root, (at, name) => at[Unescaped(name)]!);
        }

        return node.AsObject();
    }

    private static string Unescaped(string name) =>
        name.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private IEnumerable<ContractOperation> OperationsOf(string path, JsonObject item) =>
        from member in item
        where Methods.Contains(member.Key, StringComparer.Ordinal)
        let node = member.Value!.AsObject()
        select new ContractOperation(this, member.Key, path, node)
        {
            Parameters =
            [
                .. (item["parameters"]?.AsArray() ?? [])
                    .Concat(node["parameters"]?.AsArray() ?? [])
                    .Select(parameter => Follow(parameter!)),
            ],
        };

    private static void Write(YamlNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case YamlMappingNode map:
                writer.WriteStartObject();
                foreach (var (name, value) in map.Children)
                {
                    writer.WritePropertyName(((YamlScalarNode)name).Value ?? "");
                    Write(value, writer);
                }

                writer.WriteEndObject();
                break;
            case YamlSequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list.Children)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case YamlScalarNode scalar:
                WriteScalar(scalar, writer);
                break;
        }
    }

    /// <summary>The core schema of YAML 1.2, as far as the document uses it.</summary>
    private static void WriteScalar(YamlScalarNode scalar, Utf8JsonWriter writer)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style != ScalarStyle.Plain)
        {
            writer.WriteStringValue(text);
        }
        else if (text is "" or "~" or "null")
        {
            writer.WriteNullValue();
        }
        else if (text is "true" or "false")
        {
            writer.WriteBooleanValue(text == "true");
        }
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            writer.WriteNumberValue(whole);
        }
        else if (
            double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }
}
