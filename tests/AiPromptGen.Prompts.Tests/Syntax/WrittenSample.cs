using System.Globalization;
using System.Text;

namespace AiPromptGen.Tests.Prompts.Syntax;

/// <summary>
/// A finished prompt together with what was put into it. The generator knows the truth, so that a test needs no reader of ours
/// to tell what must come out.
/// </summary>
internal sealed class WrittenSample
{
    private static readonly string[] Vocabulary =
    [
        "fox",
        "lighthouse",
        "kitchen",
        "snow",
        "red",
        "teal",
        "golden hour",
        "oil painting",
        "cinematic",
        "barista",
        "tokyo",
        "matte",
        "close-up",
        "35mm lens",
        "rim light",
        "moody",
        "violet",
        "harbor",
        "umbrella",
        "neon",
        "portrait",
        "watercolor",
        "stone bridge",
        "Überfall",
        "猫",
        "café",
        "low angle",
        "dusk",
        "wool coat",
        "rusted gate",
        "paper boats",
        "brass",
        "orchid",
        "fjord",
        "lantern",
        "moss",
        "silk",
        "piano",
        "glacier",
        "comet",
    ];

    public required PromptGrammar Grammar { get; init; }
    public string Text { get; private set; } = "";
    public string Positive { get; private set; } = "";
    public string Negative { get; private set; } = "";

    /// <summary>The words of the picture, with every repetition; alternatives that no picture gets are in <see cref="Choices"/>.</summary>
    public List<string> Words { get; } = [];
    public List<string> Choices { get; } = [];
    public List<string> Unwanted { get; } = [];
    public List<(string Words, string Weight)> Weights { get; } = [];

    /// <summary>Networks, images, instructions and edits, as written.</summary>
    public List<string> Parts { get; } = [];

    /// <summary>Flags and settings that only their own tool has, as written.</summary>
    public List<string> Settings { get; } = [];
    public string? Seed { get; private set; }

    public static WrittenSample Of(PromptGrammar grammar, Random random)
    {
        var sample = new WrittenSample { Grammar = grammar };
        switch (grammar)
        {
            case PromptGrammar.A1111:
                sample.A1111(random);
                break;
            case PromptGrammar.InvokeAI:
                sample.InvokeAI(random);
                break;
            case PromptGrammar.Midjourney:
                sample.Midjourney(random);
                break;
            case PromptGrammar.Ideogram:
                sample.Ideogram(random);
                break;
            default:
                sample.Prose(random);
                break;
        }

        return sample;
    }

    private static string Pick(Random random) => Vocabulary[random.Next(Vocabulary.Length)];

    private string Phrase(Random random)
    {
        var words = string.Join(' ', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(random)));
        Words.AddRange(words.Split(' '));
        return words;
    }

    private string Number(string words, Random random)
    {
        var weight = (random.Next(5, 20) / 10.0).ToString("0.##", CultureInfo.InvariantCulture);
        if (weight is not "1")
        {
            Weights.Add((words, weight));
        }

        return weight;
    }

    private string Weighed(Random random, Func<string, string, string> write)
    {
        var words = Phrase(random);
        return write(words, Number(words, random));
    }

    private string Part(string raw)
    {
        Parts.Add(raw);
        return raw;
    }

    private string Choice(Random random, string sign)
    {
        var (first, other) = (Phrase(random), Pick(random));
        Choices.Add(other);
        return $"{{{first}{sign}{other}}}";
    }

    private string Edit(Random random, string sign, string end)
    {
        var (first, other) = (Phrase(random), Phrase(random));
        return Part($"[{first}{sign}{other}{end}]");
    }

    private void A1111(Random random)
    {
        var parts = Enumerable
            .Range(0, random.Next(1, 7))
            .Select(_ =>
                random.Next(10) switch
                {
                    0 or 1 => Weighed(random, (words, weight) => $"({words}:{weight})"),
                    2 => Part($"<lora:my__style-{random.Next(9)}:0.8>"),
                    3 => Edit(random, ":", ":0.5"),
                    4 => Edit(random, "|", ""),
                    5 => Choice(random, "|"),
                    6 => $"{Phrase(random)} {Part("BREAK")} {Phrase(random)}",
                    7 => Phrase(random) + " " + Weighed(random, (words, weight) => $"({words}:{weight})"),
                    _ => Phrase(random),
                }
            )
            .ToList();
        parts.Add(Phrase(random));
        Positive = string.Join(", ", parts);
        var text = new StringBuilder(Positive);
        if (random.Next(2) == 0)
        {
            Unwant(random);
            Negative = string.Join(", ", Unwanted);
            text.Append("\nNegative prompt: ").Append(Negative);
        }

        Seed = random.NextInt64(uint.MaxValue).ToString(CultureInfo.InvariantCulture);
        Settings.AddRange(["Steps: 28", "Sampler: DPM++ 2M", "CFG scale: 6.5"]);
        Text = text.Append(
                CultureInfo.InvariantCulture,
                $"\nSteps: 28, Sampler: DPM++ 2M, CFG scale: 6.5, Seed: {Seed}"
            )
            .ToString();
    }

    private void InvokeAI(Random random)
    {
        var parts = Enumerable
            .Range(0, random.Next(1, 6))
            .Select(_ =>
                random.Next(5) switch
                {
                    0 or 1 => Weighed(random, (words, weight) => $"({words}){weight}"),
                    2 => Blend(random),
                    3 => Swap(random),
                    _ => Phrase(random),
                }
            );
        Text = Positive = string.Join(", ", parts);
    }

    private string Blend(Random random)
    {
        var words = $"(\"{Phrase(random)}\", \"{Phrase(random)}\")";
        return words + Part(random.Next(2) == 0 ? ".blend(0.7, 0.3)" : ".and()");
    }

    private string Swap(Random random)
    {
        var (first, other) = (Phrase(random), Phrase(random));
        return $"({first})" + Part($".swap({other})");
    }

    private void Midjourney(Random random)
    {
        var text = new StringBuilder();
        if (random.Next(3) == 0)
        {
            text.Append(Part($"https://example.org/{random.Next(99)}.png")).Append(' ');
        }

        var parts = Enumerable
            .Range(0, random.Next(1, 5))
            .Select(_ => random.Next(4) == 0 ? Choice(random, ", ") : Phrase(random));
        text.AppendJoin(", ", parts);
        string[] flags =
        [
            "--sref https://example.org/s.png 123::2",
            "--sw 200",
            "--oref https://example.org/o.png",
            "--ow 300",
            "--niji 7",
            "--v 6.1",
            "--p abc",
            "--exp 20",
            "--iw 1.5",
            "--stop 80",
            "--draft",
            "--hd",
            "--r 4",
            "--style raw",
            "--s 250",
            "--sv 7",
            "--newflag 3",
        ];
        foreach (var flag in flags.Where(_ => random.Next(5) == 0))
        {
            text.Append(' ').Append(flag);
            Settings.Add(flag);
        }

        if (random.Next(2) == 0)
        {
            Unwant(random);
            text.Append(" --no ").AppendJoin(", ", Unwanted);
        }

        Text = Positive = text.Append(" --ar 3:2").ToString();
    }

    private void Ideogram(Random random)
    {
        var left = Vocabulary.Select(words => words.Split(' ')[0]).Distinct().ToArray();
        random.Shuffle(left);
        var at = 0;
        string Next()
        {
            Words.Add(left[at]);
            return left[at++];
        }

        Text = Positive = $$"""
            {"high_level_description":"{{Next()}} {{Next()}}","style_description":{"aesthetics":"{{Next()}}","lighting":"{{Next()}}","photo":"{{Next()}}","medium":"{{Next()}}"},"compositional_deconstruction":{"background":"{{Next()}}","elements":[{"type":"obj","desc":"{{Next()}} {{Next()}}"},{"type":"text","text":"{{Next()}}","desc":"{{Next()}}"}]},"style_strength":0.4}
            """;
        Settings.Add("style_strength: 0.4");
        // Words to a model that has no field for lettering.
        Words.AddRange(["the", "text"]);
    }

    private void Prose(Random random) =>
        Text = Positive = string.Join(". ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Phrase(random))) + ".";

    private void Unwant(Random random)
    {
        string[] terms = ["blurry", "text", "watermark", "extra fingers", "frogs", "jpeg artifacts", "signature"];
        random.Shuffle(terms);
        Unwanted.AddRange(terms.Take(random.Next(1, 4)));
    }
}
