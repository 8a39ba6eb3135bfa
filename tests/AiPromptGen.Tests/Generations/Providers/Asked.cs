using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Recovery;
using AiPromptGen.Tests.Support;
using AiPromptGen.Uploads;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Requests as the router makes them, and answers as a model gives them.</summary>
internal static class Asked
{
    public static readonly byte[] PictureBytes = TestPictures.Bands(".png", ("#C08030", 70), ("#E0A030", 30));

    /// <summary>What an honest model says of a fox.</summary>
    public static readonly ModelPrompt Fox = Nothing() with
    {
        Title = "Fox at dusk",
        Summary = "A fox waits on a ridge at dusk.",
        ContentClass = "photo",
        Subjects = [Subject("a fox waiting on a ridge")],
        Setting = Nothing().Setting with { TimeOfDay = "dusk", Weather = "light mist" },
        Medium = "photograph",
        Lighting = Nothing().Lighting with { Source = "low evening sun" },
        Mood = ["watchful calm"],
        Palette = Colors("amber", "slate blue"),
    };

    public static PromptRequest Idea(string text, IdeaControls? controls = null) => Ideas([text], controls);

    public static PromptRequest Ideas(IReadOnlyList<string> texts, IdeaControls? controls = null) =>
        new()
        {
            Kind = GenerationKind.TextToPrompt,
            Model = "chat-model",
            Texts = texts,
            Controls = controls ?? new IdeaControls(),
        };

    public static PromptRequest Picture(string hint = "", IdeaControls? controls = null, LensFacts? lens = null) =>
        new()
        {
            Kind = GenerationKind.ImageToPrompt,
            Model = "chat-model",
            Texts = [hint],
            Controls = controls ?? new IdeaControls(),
            Picture = new Picture(PictureBytes, "png", new PictureMetadata { Lens = lens }),
        };

    public static PromptRequest Paint(
        string target,
        int count = 1,
        AspectRatio? ratio = null,
        string? quality = null
    ) =>
        new()
        {
            Kind = GenerationKind.TextToImage,
            Model = "image-model",
            Texts = ["a fox"],
            Controls = new IdeaControls(),
            Painting = new Painting(PromptTargets.Find(target)!, "A fox on a ridge.", ratio, quality, count),
        };

    public static ModelPrompt Nothing() =>
        new()
        {
            Title = null,
            Summary = null,
            English = null,
            Hint = null,
            ContentClass = null,
            Subjects = [],
            Relations = [],
            Setting = new()
            {
                Place = null,
                Era = null,
                Season = null,
                TimeOfDay = null,
                Weather = null,
                Background = null,
            },
            Medium = null,
            Styles = [],
            Composition = new()
            {
                ShotSize = null,
                Angle = null,
                Framing = null,
                Viewpoint = null,
                DepthOfField = null,
                NegativeSpace = null,
            },
            Camera = new()
            {
                Body = null,
                FocalLength = null,
                Aperture = null,
                Shutter = null,
                FilmStock = null,
            },
            Lighting = new()
            {
                Source = null,
                Quality = null,
                Direction = null,
                Temperature = null,
            },
            Mood = [],
            Palette = [],
            Writing = [],
            Ratio = null,
        };

    public static IReadOnlyList<ModelColor> Colors(params IEnumerable<string> names) =>
        [.. names.Select(name => new ModelColor { Name = name, Hex = null })];

    public static ModelSubject Subject(string phrase) =>
        new()
        {
            Phrase = phrase,
            Noun = null,
            Count = null,
            Attributes = [],
            Action = null,
            Expression = null,
            Wardrobe = null,
            Material = null,
        };

    public static string Content(params IReadOnlyList<ModelPrompt> prompts) =>
        JsonSerializer.Serialize(new ModelAnswer { Prompts = prompts }, ModelPromptJson.Default.ModelAnswer);

    /// <summary>A whole answer of the service around the model's own.</summary>
    public static string Completion(params IReadOnlyList<ModelPrompt> prompts) => Completion(Content(prompts));

    public static string Completion(string? content, string finish = "stop", string? refusal = null) =>
        new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion",
            ["created"] = 1,
            ["model"] = "chat-model",
            ["choices"] = new JsonArray(
                new JsonObject
                {
                    ["index"] = 0,
                    ["finish_reason"] = finish,
                    ["message"] = new JsonObject
                    {
                        ["role"] = "assistant",
                        ["content"] = content,
                        ["refusal"] = refusal,
                    },
                }
            ),
            ["usage"] = new JsonObject
            {
                ["prompt_tokens"] = 1,
                ["completion_tokens"] = 1,
                ["total_tokens"] = 2,
            },
        }.ToJsonString();
}
