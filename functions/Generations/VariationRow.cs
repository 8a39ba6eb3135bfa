using System.Text.Encodings.Web;
using System.Text.Json;
using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>
/// The variations of a generation on its row. Request, prompt and variations together stay within what a row can hold; those
/// at the end that would not fit are left out, so that the person gets the others instead of nothing.
/// </summary>
internal static class VariationRow
{
    /// <summary>Letters as they are: escaped they would take six times the room.</summary>
    private static readonly PromptJson Compact = new(
        new JsonSerializerOptions(PromptJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    public static void Set(
        TableEntity row,
        GenerationRequest request,
        int promptCharacters,
        IReadOnlyList<StructuredPrompt> variations
    )
    {
        var taken = JsonSerializer.Serialize(request, AppJson.Options).Length + promptCharacters;
        var fitting = Fitting(variations, ChunkedText.MaxCharacters - taken);
        if (fitting.Count > 0)
        {
            ChunkedText.Set(row, "Variations", $"[{string.Join(',', fitting)}]");
        }
    }

    private static List<string> Fitting(IReadOnlyList<StructuredPrompt> variations, int characters)
    {
        var fitting = new List<string>();
        foreach (var variation in variations)
        {
            var json = JsonSerializer.Serialize(variation, Compact.StructuredPrompt);
            characters -= json.Length + 2;
            if (characters < 0)
            {
                break;
            }

            fitting.Add(json);
        }

        return fitting;
    }
}
