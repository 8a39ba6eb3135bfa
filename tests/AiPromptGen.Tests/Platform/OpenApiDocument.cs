using YamlDotNet.RepresentationModel;

namespace AiPromptGen.Tests.Platform;

/// <summary>One operation of the document; <paramref name="Method"/> is lower case, <paramref name="Path"/> begins with '/'.</summary>
internal sealed record OpenApiOperation(string Path, string Method, OpenApiDocument Document, YamlMappingNode Node)
{
    public string? Id => (OpenApiDocument.Child(Node, "operationId") as YamlScalarNode)?.Value;

    /// <summary>Whether the operation itself declares that it needs no token.</summary>
    public bool IsAnonymous => OpenApiDocument.Child(Node, "security") is YamlSequenceNode { Children.Count: 0 };

    public IReadOnlyDictionary<string, YamlMappingNode> Responses =>
        OpenApiDocument.Child(Node, "responses") is YamlMappingNode responses
            ? responses.ToDictionary(r => OpenApiDocument.Text(r.Key), r => Document.Follow(r.Value))
            : [];

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>docs/openapi.yaml as a tree of nodes.</summary>
internal sealed class OpenApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];
    private readonly YamlMappingNode root;

    public OpenApiDocument(string yaml)
    {
        var stream = new YamlStream();
        using var reader = new StringReader(yaml);
        stream.Load(reader);
        root = (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public IReadOnlyList<OpenApiOperation> Operations =>
        [
            .. from path in ((YamlMappingNode)root.Children["paths"]).Children
            from member in ((YamlMappingNode)path.Value).Children
            where Methods.Contains(Text(member.Key), StringComparer.Ordinal)
            select new OpenApiOperation(Text(path.Key), Text(member.Key), this, (YamlMappingNode)member.Value),
        ];

    public IEnumerable<string> References => Children("$ref").OfType<YamlScalarNode>().Select(Text).Distinct();

    public YamlMappingNode? Schema(string name) => Find($"#/components/schemas/{name}") as YamlMappingNode;

    public static YamlNode? Child(YamlNode? node, string name) =>
        node is YamlMappingNode map && map.Children.TryGetValue(name, out var child) ? child : null;

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    public static IReadOnlyList<string> Names(YamlNode? node) =>
        node switch
        {
            YamlMappingNode map => [.. map.Children.Keys.Select(Text)],
            YamlSequenceNode list => [.. list.Children.Select(Text)],
            _ => [],
        };

    /// <summary>Everything that any schema allows for a member of this name.</summary>
    public IEnumerable<string> EnumsOf(string member) =>
        Children(member).OfType<YamlMappingNode>().SelectMany(m => Names(Child(m, "enum"))).Distinct();

    /// <summary>The node a JSON pointer leads to, or null.</summary>
    public YamlNode? Find(string reference)
    {
        YamlNode? node = reference.StartsWith("#/", StringComparison.Ordinal) ? root : null;
        foreach (var name in reference.Split('/').Skip(1))
        {
            var unescaped = name.Replace("~1", "/", StringComparison.Ordinal)
                .Replace("~0", "~", StringComparison.Ordinal);
            node = Child(node, unescaped);
        }

        return node;
    }

    public YamlMappingNode Follow(YamlNode node) =>
        Child(node, "$ref") is { } reference ? Find(Text(reference)) as YamlMappingNode ?? [] : (YamlMappingNode)node;

    private IEnumerable<YamlNode> Children(string name) =>
        root.AllNodes.OfType<YamlMappingNode>().Select(m => Child(m, name)).OfType<YamlNode>();
}
