using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Generations.Providers;

namespace AiPromptGen.Tests.Local.Simulators;

/// <summary>The simulated model answers as fully as a good one, so that a person who starts the app sees its words in the prompts.</summary>
[TestFixture]
internal sealed class DescriptionTests
{
    private static readonly string[] Ideas =
    [
        "a red fox in the snow at dusk",
        "logo for a bakery called \"Good Crumb\"",
        "watercolor of a lighthouse in the fog",
        "a woman reading in a cafe, photo",
        "an old robot mending a watch",
        "a bowl of ramen",
        "mountain lake at sunrise",
        "rainy street in a city at night",
        "an idea that fits nothing written",
        "ein roter Fuchs im Schnee",
    ];

    [Test]
    public void Every_description_is_valid_and_has_something_to_say_of_light_and_frame()
    {
        foreach (var idea in Ideas)
        {
            var answer = Said(new ChatData { Idea = idea, Descriptions = 3 });

            Assert.That(answer.Prompts, Has.Count.EqualTo(3), idea);
            foreach (var prompt in answer.Prompts)
            {
                Assert.That(prompt.Composition.Framing, Is.Not.Null.And.Not.Empty, idea);
                Assert.That(prompt.Summary, Does.Contain("simulated"), idea);
            }
        }
    }

    [Test]
    public void Every_entry_is_taken_whole_by_the_apps_own_schema()
    {
        using var stream = typeof(Description).Assembly.GetManifestResourceStream("descriptions.json")!;
        foreach (var entry in JsonNode.Parse(stream)!.AsArray())
        {
            var word = entry!["words"]!.ToString().Split(' ')[0];
            var ways = entry["says"]!.AsArray();
            var answer = Filled(new ChatData { Idea = word, Descriptions = ways.Count });
            for (var i = 0; i < ways.Count; i++)
            {
                foreach (var (place, value) in ways[i]!.AsObject())
                {
                    var parts = place.Split('.');
                    var at = parts.Aggregate(
                        answer["prompts"]![i],
                        (node, name) => (node is JsonArray list ? list[0] : node)![name]
                    );
                    Assert.That(JsonNode.DeepEquals(at, value), Is.True, $"{word}: {place}");
                }
            }
        }
    }

    [Test]
    public void What_was_chosen_is_not_said_again()
    {
        var chosen = new ChatChoices { Lighting = "neon", AspectRatio = "1:1" };
        var prompt = Said(
            new ChatData
            {
                Idea = "mountain lake at sunrise",
                Descriptions = 1,
                Chosen = chosen,
            }
        ).Prompts[0];

        Assert.That(prompt.Lighting.Quality, Is.Null);
        Assert.That(prompt.Ratio, Is.Null);
        Assert.That(prompt.Composition.Framing, Is.Not.Null);
    }

    [Test]
    public void What_an_idea_denies_brings_nothing_and_what_it_quotes_is_writing()
    {
        var prompt = Said(new ChatData { Idea = "a sign that says \"OPEN\", no fog", Descriptions = 1 }).Prompts[0];

        Assert.That(prompt.Setting.Weather, Is.Null);
        Assert.That(prompt.Writing.Select(writing => writing.Words), Is.EqualTo(["OPEN"]));
    }

    [Test]
    public void The_words_are_seen_in_the_prompt()
    {
        var prompt = Said(new ChatData { Idea = Ideas[0], Descriptions = 1 }).Prompts[0];

        Assert.That(Missing(prompt, Ideas[0]), Is.Empty);
    }

    [Test]
    public void Details_arrive_though_the_model_names_no_noun()
    {
        var said = Said(new ChatData { Idea = Ideas[0], Descriptions = 1 }).Prompts[0];
        var nameless = said with { Subjects = [said.Subjects[0] with { Noun = null }] };

        Assert.That(Missing(nameless, Ideas[0]), Is.Empty);
    }

    [TestCase("an old lighthouse keeper with his cat", "keeper")]
    [TestCase("a robot mending a watch", "robot")]
    [TestCase("a field of flowers", null)]
    public void Details_are_of_what_the_idea_is_of(string idea, string? noun) =>
        Assert.That(Said(new ChatData { Idea = idea, Descriptions = 1 }).Prompts[0].Subjects[0].Noun, Is.EqualTo(noun));

    private static IReadOnlyList<string> Missing(ModelPrompt said, string idea)
    {
        var controls = new IdeaControls { Detail = DetailLevel.Full };
        var draft = EmbeddedProvider.Draft(Asked.Idea(idea, controls), idea, 0);
        var merged = ModelMerge.OfIdea(draft, said, controls, replaces: true)!;
        var text = PromptRenderer.Render(merged, PromptTargets.All.First(target => target.Id is "flux")).Prompt;
        return GoldenAnswers.Reach(GoldenAnswers.OfAll(said), text).Missing;
    }

    private static ModelAnswer Said(ChatData data) => ModelAnswerReading.From(Filled(data).ToJsonString())!;

    private static JsonNode Filled(ChatData data)
    {
        var schema = JsonNode.Parse(ModelPromptSchema.Schema.ToString())!.AsObject();
        return new SchemaWalk(schema, new Phrases(data.ToJson(), picture: null, seed: 7)).Fill()!;
    }
}
