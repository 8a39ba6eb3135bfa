using System.Text.Json;

namespace AiPromptGen.Prompts.Recovery;

/// <summary>
/// The graph that ran: PNG text "prompt"; in WebP, JPEG and AVIF an EXIF text after "prompt:" (Model, Make or
/// ImageDescription, by the node that saved it) or JSON in UserComment. Where only the editor's graph was kept
/// ("workflow", "workflow:"), that one is read.
/// https://github.com/comfyanonymous/ComfyUI/blob/master/nodes.py (SaveImage), comfy_extras/nodes_images.py (WebP)
/// </summary>
internal sealed class ComfyUIReader : IPromptReader
{
    private static readonly string[] ExifKeys =
    [
        PictureTexts.Model,
        PictureTexts.Make,
        PictureTexts.ImageDescription,
        PictureTexts.UserComment,
    ];

    public RecoveredPrompt? Read(PictureTexts texts) => Read(texts, "prompt") ?? Read(texts, "workflow");

    private static RecoveredPrompt? Read(PictureTexts texts, string kind) =>
        Candidates(texts, kind).Select(text => ReadText(text, kind)).FirstOrDefault(found => found is not null);

    private static IEnumerable<string> Candidates(PictureTexts texts, string kind)
    {
        if (texts.Find(kind) is { } own)
        {
            yield return own;
        }

        foreach (var text in ExifKeys.Select(texts.Find).OfType<string>())
        {
            var marked = text.StartsWith(kind + ":", StringComparison.OrdinalIgnoreCase);
            if (marked || text.AsSpan().TrimStart().StartsWith('{'))
            {
                yield return marked ? text[(kind.Length + 1)..] : text;
            }
        }
    }

    private static RecoveredPrompt? ReadText(string text, string kind)
    {
        using var json = PictureTexts.Json(text);
        return json is null ? null : ReadRoot(json.RootElement, kind);
    }

    /// <summary>Both graphs may be in one object, as objects or as texts.</summary>
    private static RecoveredPrompt? ReadRoot(JsonElement root, string kind)
    {
        if (LenientJson.StringOf(root, kind) is { } inner && inner.AsSpan().TrimStart().StartsWith('{'))
        {
            return ReadText(inner, kind);
        }

        var wrapped = LenientJson.Member(root, kind);
        var graph = wrapped.ValueKind == JsonValueKind.Object ? wrapped : root;
        return Recover(ComfyWorkflow.Read(graph) ?? ComfyGraph.Of(graph));
    }

    internal static RecoveredPrompt? Recover(ComfyGraph? graph) =>
        graph is null ? null : new ComfyUIGraph(graph).Recover();
}
