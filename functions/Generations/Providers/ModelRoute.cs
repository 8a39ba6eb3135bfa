using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Generations.Providers;

/// <summary>Configuration of <c>Generations:Routes:{kind}:{n}</c>: who is asked, in which order, for how much.</summary>
public sealed class ModelRoute
{
    public string Provider { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>For one prompt, or for one picture of a quality that <see cref="Pictures"/> does not name.</summary>
    [Range(0, 10_000)]
    public int PriceCredits { get; set; }

    /// <summary>
    /// What the service bills its owner for one call at most, or for one picture of a quality that <see cref="Pictures"/> does not
    /// name; 0 is not known, and not compared with the price.
    /// </summary>
    [Range(0.0, 1000.0)]
    public decimal Cost { get; set; }

    /// <summary>Of text-to-image: prices by quality and size.</summary>
    public IList<PicturePrice> Pictures { get; } = [];

    /// <summary>Of one attempt.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Further attempts, only after an answer that says that nothing was done.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>Of text-to-image, where it is required: the target in whose language this model is asked.</summary>
    public string? Target { get; set; }

    /// <summary>
    /// How long a chat model that can reason may think: one of <see cref="ReasoningEfforts"/>, as far as the model knows it. Null
    /// leaves it to the model, and medium took 22 seconds.
    /// </summary>
    public string? ReasoningEffort { get; set; }

    /// <summary>Tokens that a chat model may write for one question, its reasoning included. Null leaves it to the model.</summary>
    [Range(1000, 128_000)]
    public int? MostOutputTokens { get; set; }

    /// <summary>
    /// The service is told a keyed hash that stands for the account, so that it can stop one person's abuse and not the whole
    /// app. It needs <see cref="GenerationOptions.SafetySecret"/>.
    /// </summary>
    public bool SafetyIdentifier { get; set; }

    /// <summary>Keeps requests that begin alike on one machine of the service, which has their beginning in its cache.</summary>
    [StringLength(64)]
    public string? PromptCacheKey { get; set; }

    /// <summary>Off for servers that cannot be given a JSON schema: it goes into the instructions then.</summary>
    public bool Schema { get; set; } = true;

    /// <summary>For OpenRouter: only services that know everything that is sent are asked (openrouter.ai/docs, "Provider routing").</summary>
    public bool RequireParameters { get; set; }

    internal static readonly IReadOnlyList<string> ReasoningEfforts =
    [
        "none",
        "minimal",
        "low",
        "medium",
        "high",
        "xhigh",
    ];

    /// <summary>What all attempts may take, without the pauses between them.</summary>
    internal int LongestSeconds => TimeoutSeconds * (1 + Retries);
}

/// <summary><c>Generations:Breaker</c>: when a route that keeps failing is left alone, and for how long.</summary>
public sealed class BreakerSettings
{
    /// <summary>Of the attempts within <see cref="SamplingSeconds"/>.</summary>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Attempts within <see cref="SamplingSeconds"/> before their ratio says anything.</summary>
    [Range(2, 1000)]
    public int MinimumThroughput { get; set; } = 5;

    [Range(1, 3600)]
    public int SamplingSeconds { get; set; } = 60;

    /// <summary>Then one generation tries the route again.</summary>
    [Range(1, 3600)]
    public int BreakSeconds { get; set; } = 30;
}

/// <summary>
/// Configuration of <c>Generations:Routes:text-to-image:{n}:Pictures:{m}</c>: what one picture of a quality costs. A best one costs
/// its owner ten times what a draft does.
/// </summary>
public sealed class PicturePrice
{
    /// <summary>low, medium or high.</summary>
    public string Quality { get; set; } = "";

    /// <summary>Pixels of the largest picture that has this price; null is any size.</summary>
    [Range(1, 100_000_000)]
    public int? MostPixels { get; set; }

    [Range(0, 10_000)]
    public int PriceCredits { get; set; }

    /// <summary>What the service bills its owner for it at most, in the currency of <see cref="GenerationOptions.CreditWorth"/>.</summary>
    [Range(0.0, 1000.0)]
    public decimal Cost { get; set; }
}
