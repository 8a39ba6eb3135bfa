using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Generations.Providers;

/// <summary>Configuration of <c>Generations:Routes:{kind}:{n}</c>: which model is asked, in which order, at which price.</summary>
public sealed class ModelRoute
{
    public string Provider { get; set; } = "";

    public string Model { get; set; } = "";

    /// <summary>Credits for one prompt, or for one picture of a quality that <see cref="Pictures"/> does not name. Default 0.</summary>
    [Range(0, 10_000)]
    public int PriceCredits { get; set; }

    /// <summary>
    /// What the service bills the owner at most for one call, or for one picture of a quality that <see cref="Pictures"/> does not
    /// name, in the currency of <see cref="GenerationOptions.CreditWorth"/>. The default 0 means that it is not known, and then it
    /// is not compared with the price.
    /// </summary>
    [Range(0.0, 1000.0)]
    public decimal Cost { get; set; }

    /// <summary>Prices by quality and size; for text-to-image only.</summary>
    public IList<PicturePrice> Pictures { get; } = [];

    /// <summary>Seconds that one attempt may take.</summary>
    [Range(1, 600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How often the route is asked again after an answer which says that nothing was done.</summary>
    [Range(0, 5)]
    public int Retries { get; set; } = 2;

    /// <summary>The target in whose language this model is asked; required for text-to-image, and unused otherwise.</summary>
    public string? Target { get; set; }

    /// <summary>
    /// How long a chat model that can reason may think: one of <see cref="ReasoningEfforts"/>, as far as the model knows it. Null, the
    /// default, leaves it to the model. (An answer with "medium" took 22 seconds when it was tried.)
    /// </summary>
    public string? ReasoningEffort { get; set; }

    /// <summary>Tokens that a chat model may write for one question, reasoning included. Null, the default, leaves it to the model.</summary>
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

    /// <summary>False for servers that take no JSON schema; the schema is then written into the instructions. Default true.</summary>
    public bool Schema { get; set; } = true;

    /// <summary>
    /// For OpenRouter: it then asks only services that support every parameter of the request (openrouter.ai/docs, "Provider
    /// routing").
    /// </summary>
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

    /// <summary>Seconds that all attempts together may take, without the pauses between them.</summary>
    internal int LongestSeconds => TimeoutSeconds * (1 + Retries);
}

/// <summary><c>Generations:Breaker</c>: when a route that keeps failing is left alone, and for how long.</summary>
public sealed class BreakerSettings
{
    /// <summary>The share of failed attempts within <see cref="SamplingSeconds"/> from which the route is left alone.</summary>
    [Range(0.01, 1.0)]
    public double FailureRatio { get; set; } = 0.5;

    /// <summary>Attempts within <see cref="SamplingSeconds"/> that are needed before their failures count.</summary>
    [Range(2, 1000)]
    public int MinimumThroughput { get; set; } = 5;

    /// <summary>How far back attempts are counted, in seconds.</summary>
    [Range(1, 3600)]
    public int SamplingSeconds { get; set; } = 60;

    /// <summary>How many seconds the route is left alone, after which one generation tries it again.</summary>
    [Range(1, 3600)]
    public int BreakSeconds { get; set; } = 30;
}

/// <summary>
/// Configuration of <c>Generations:Routes:text-to-image:{n}:Pictures:{m}</c>: what one picture of a quality costs. A picture of high
/// quality costs the owner about ten times as much as one of low quality.
/// </summary>
public sealed class PicturePrice
{
    /// <summary>low, medium or high.</summary>
    public string Quality { get; set; } = "";

    /// <summary>Width times height of the largest picture that has this price; null, the default, is any size.</summary>
    [Range(1, 100_000_000)]
    public int? MostPixels { get; set; }

    /// <summary>Credits for one picture.</summary>
    [Range(0, 10_000)]
    public int PriceCredits { get; set; }

    /// <summary>What the service bills the owner for one picture at most, in the currency of <see cref="GenerationOptions.CreditWorth"/>.</summary>
    [Range(0.0, 1000.0)]
    public decimal Cost { get; set; }
}
