using System.Text;

namespace AiPromptGen.Prompts.Exports;

/// <summary>
/// The "parameters" text that AUTOMATIC1111's web UI and its relatives read: prompt, negative prompt, one line of settings.
/// https://github.com/AUTOMATIC1111/stable-diffusion-webui/blob/master/modules/infotext_utils.py
/// </summary>
internal sealed class A1111Export : ExportFormat
{
    public override string Id => "a1111";
    public override string ContentType => "text/plain; charset=utf-8";
    public override string Extension => "txt";

    protected override string Separator => "\n";

    protected override string Write(ExportItem item)
    {
        var rendering = item.For("sdxl");
        var text = new StringBuilder().AppendLf(rendering.Prompt);
        if (rendering.Negative is { Length: > 0 } negative)
        {
            text.Append("Negative prompt: ").AppendLf(negative);
        }

        return text.AppendLf(string.Join(", ", Settings(rendering.Parameters).Select(Pair))).ToString();
    }

    /// <summary>
    /// The reader takes a last line for settings only when it has three of them, and other tools find it by "Steps:". Thirty is
    /// what SDXL is commonly run with.
    /// </summary>
    private static IEnumerable<ToolParameter> Settings(IReadOnlyList<ToolParameter> parameters)
    {
        if (Value(parameters, "Steps") is not null)
        {
            // Recovered from a picture: its own settings, as they were.
            return parameters;
        }

        var (width, height) = (Value(parameters, "width"), Value(parameters, "height"));
        var size = width is null || height is null ? "1024x1024" : $"{width}x{height}";
        return
        [
            new ToolParameter("Steps", "30"),
            new ToolParameter("Seed", Value(parameters, "seed") ?? "-1"),
            new ToolParameter("Size", size),
        ];
    }

    private static string? Value(IReadOnlyList<ToolParameter> parameters, string name) =>
        parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.Ordinal))?.Value;

    /// <summary>A value with the format's own signs stands in quotes.</summary>
    private static string Pair(ToolParameter parameter) =>
        parameter.Value.AsSpan().IndexOfAny(",:\n\r") < 0
            ? $"{parameter.Name}: {parameter.Value}"
            : $"{parameter.Name}: {System.Text.Json.JsonSerializer.Serialize(parameter.Value, ExportJson.Readable.String)}";
}
