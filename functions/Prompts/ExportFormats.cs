namespace AiPromptGen.Prompts;

/// <summary>The <c>format</c> of an export's query string.</summary>
internal static class ExportFormats
{
    private static readonly Problem Unknown = Problems.Invalid(
        "format",
        "format-unknown",
        $"One of {string.Join(", ", ExportFormat.All.Select(format => format.Id))}."
    );

    /// <exception cref="ProblemException">400 when there is no format, or an unknown one.</exception>
    public static ExportFormat From(HttpRequest request) =>
        ExportFormat.Find(request.Query["format"].ToString()) ?? throw Unknown.ToException();
}
