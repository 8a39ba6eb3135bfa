using AiPromptGen.Generations;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Generations;

[TestFixture]
public sealed class VariationRowTests
{
    private static readonly GenerationRequest Request = new() { Kind = GenerationKind.TextToPrompt, Idea = "a fox" };

    [Test]
    public void Variations_that_fit_are_all_kept()
    {
        var row = new TableEntity();

        VariationRow.Set(row, Request, 1000, [Prompt("é", 1), Prompt("灯", 2)]);

        Assert.That(
            ChunkedText.Get(row, "Variations"),
            Does.StartWith("[{").And.EndsWith("}]").And.Contain("é").And.Contain("灯")
        );
    }

    [Test]
    public void Those_that_would_not_fit_are_left_out_and_the_row_stays_within_its_limit()
    {
        var row = new TableEntity();
        var large = new string('x', 30_000);

        VariationRow.Set(row, Request, 100_000, [.. Enumerable.Range(0, 50).Select(n => Prompt(large, n))]);

        var json = ChunkedText.Get(row, "Variations")!;
        var kept = System.Text.Json.JsonSerializer.Deserialize(json, PromptJson.Default.StructuredPromptArray)!;
        Assert.That(kept, Has.Length.InRange(7, 9));
        Assert.That(json, Has.Length.LessThanOrEqualTo(ChunkedText.MaxCharacters - 100_000));
    }

    [Test]
    public void Without_room_there_are_none()
    {
        var row = new TableEntity();

        VariationRow.Set(row, Request, ChunkedText.MaxCharacters, [Prompt("a", 1)]);

        Assert.That(row, Is.Empty);
    }

    private static StructuredPrompt Prompt(string text, int number) => new() { Title = text, Seed = number };
}
