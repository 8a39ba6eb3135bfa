using System.Text;

namespace AiPromptGen.Prompts.Exports;

internal static class ExportText
{
    /// <summary>One line feed on every machine: the same prompt gives the same bytes.</summary>
    public static StringBuilder AppendLf(this StringBuilder builder, string text) => builder.Append(text).Append('\n');

    public static string Settings(IEnumerable<ToolParameter> parameters) =>
        string.Join(", ", parameters.Select(parameter => $"{parameter.Name}: {parameter.Value}"));
}
