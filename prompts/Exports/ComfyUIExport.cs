using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiPromptGen.Prompts.Exports;

/// <summary>
/// A workflow that ComfyUI loads: one checkpoint, and for each prompt its two texts, an empty picture, a sampler and a saved
/// file. It is the API form, https://docs.comfy.org/specs/workflow_json (read 2026-11-27), which its window loads as well. The
/// checkpoint's name is the person's own to choose; networks of the text are loaded by no node of ComfyUI itself.
/// </summary>
internal sealed class ComfyUIExport : ExportFormat
{
    private const int Steps = 30;
    private const double Guidance = 7;
    private const string Checkpoint = "checkpoint";

    public override string Id => "comfyui";
    public override string ContentType => "application/json";
    public override string Extension => "json";

    protected override string Head =>
        $$$"""{"{{{Checkpoint}}}":{"class_type":"CheckpointLoaderSimple","inputs":{"ckpt_name":"sd_xl_base_1.0.safetensors"}}""";

    protected override string Tail => "}\n";

    protected override string Write(ExportItem item)
    {
        var rendering = item.For("sdxl");
        var nodes = new StringBuilder();
        Node(
            nodes,
            item,
            "positive",
            "CLIPTextEncode",
            ("text", Text(rendering.Prompt)),
            ("clip", From(Checkpoint, 1))
        );
        Node(
            nodes,
            item,
            "negative",
            "CLIPTextEncode",
            ("text", Text(rendering.Negative ?? "")),
            ("clip", From(Checkpoint, 1))
        );
        var (width, height) = SizeOf(rendering);
        Node(nodes, item, "size", "EmptyLatentImage", ("width", width), ("height", height), ("batch_size", "1"));
        Node(
            nodes,
            item,
            "sampler",
            "KSampler",
            ("model", From(Checkpoint, 0)),
            ("positive", From($"{item.Id}-positive", 0)),
            ("negative", From($"{item.Id}-negative", 0)),
            ("latent_image", From($"{item.Id}-size", 0)),
            ("seed", Number(rendering, "0", "seed", "Seed")),
            ("steps", Number(rendering, Steps.ToString(CultureInfo.InvariantCulture), "Steps", "steps")),
            ("cfg", Number(rendering, Guidance.ToString(CultureInfo.InvariantCulture), "CFG scale", "cfg_scale")),
            ("sampler_name", Text("dpmpp_2m")),
            ("scheduler", Text("karras")),
            ("denoise", "1")
        );
        Node(
            nodes,
            item,
            "decode",
            "VAEDecode",
            ("samples", From($"{item.Id}-sampler", 0)),
            ("vae", From(Checkpoint, 2))
        );
        Node(
            nodes,
            item,
            "save",
            "SaveImage",
            ("images", From($"{item.Id}-decode", 0)),
            ("filename_prefix", Text(item.Id))
        );
        return nodes.ToString();
    }

    private static void Node(
        StringBuilder nodes,
        ExportItem item,
        string name,
        string type,
        params ReadOnlySpan<(string Name, string Json)> inputs
    )
    {
        // The checkpoint stands before the first of them.
        nodes.Append(',').Append(Text($"{item.Id}-{name}"));
        nodes.Append(":{\"class_type\":").Append(Text(type)).Append(",\"inputs\":{");
        for (var i = 0; i < inputs.Length; i++)
        {
            nodes.Append(i == 0 ? "" : ",").Append(Text(inputs[i].Name)).Append(':').Append(inputs[i].Json);
        }

        nodes.Append("}}");
    }

    private static string From(string node, int output) => string.Create(null, $"[{Text(node)},{output}]");

    private static string Text(string text) => JsonSerializer.Serialize(text, ExportJson.Readable.String);

    /// <summary>A number of the prompt's own settings; what the sampler does not take as a number is left at its default.</summary>
    private static string Number(Rendering rendering, string otherwise, params IReadOnlyList<string> names)
    {
        var value = rendering
            .Parameters.FirstOrDefault(each => names.Contains(each.Name, StringComparer.Ordinal))
            ?.Value;
        return decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : otherwise;
    }

    private static (string Width, string Height) SizeOf(Rendering rendering)
    {
        var size = rendering.Parameters.FirstOrDefault(each => each.Name is "Size")?.Value.Split('x');
        return
            size is [var width, var height]
            && int.TryParse(width, CultureInfo.InvariantCulture, out var w)
            && int.TryParse(height, CultureInfo.InvariantCulture, out var h)
            ? (w.ToString(CultureInfo.InvariantCulture), h.ToString(CultureInfo.InvariantCulture))
            : (Number(rendering, "1024", "width"), Number(rendering, "1024", "height"));
    }
}
