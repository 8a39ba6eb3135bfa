using System.Text.Json;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Prompts;

[TestFixture]
public sealed class StructuredPromptTests
{
    [Test]
    public void Missing_fields_read_as_empty_never_as_null()
    {
        var prompt = JsonSerializer.Deserialize("{\"subjects\":[{}]}", PromptJson.Default.StructuredPrompt)!;

        Assert.That(prompt.Slots(), Is.Empty);
        Assert.That(prompt.SchemaVersion, Is.EqualTo(StructuredPrompt.CurrentSchemaVersion));
        Assert.That(prompt.Subjects[0].Weight, Is.EqualTo(1));
        Assert.That(prompt.Variations, Is.EqualTo(1));
    }

    [Test]
    public void Json_is_camel_case_with_string_enums_and_survives_the_round_trip()
    {
        var prompt = new StructuredPrompt
        {
            Subjects = [new Subject { Phrase = Slot.User("a red fox"), Count = 1 }],
            Medium = new Slot
            {
                Value = "oil painting",
                Source = SlotSource.Library,
                EntryId = "oil-painting",
            },
            ContentClass = ContentClass.Art,
            AspectRatio = new AspectRatio(16, 9),
        };

        var json = JsonSerializer.Serialize(prompt, PromptJson.Default.StructuredPrompt);
        var again = JsonSerializer.Deserialize(json, PromptJson.Default.StructuredPrompt)!;

        Assert.That(json, Does.Contain("\"source\":\"library\"").And.Contain("\"contentClass\":\"art\""));
        Assert.That(JsonSerializer.Serialize(again, PromptJson.Default.StructuredPrompt), Is.EqualTo(json));
    }
}
