using System.ComponentModel.DataAnnotations;

namespace AiPromptGen.Generations.Pricing;

/// <summary>
/// Configuration of <c>Generations:Routes:text-to-image:{n}:Pictures:{m}</c>: what one picture of a quality costs. A best one costs
/// its owner ten times what a draft does.
/// </summary>
public sealed class PicturePrice
{
    /// <summary>low, medium or high.</summary>
    [Required]
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
