using System.ComponentModel.DataAnnotations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts.Templates;

namespace AiPromptGen.Generations.Pricing;

/// <summary>What a route asks for one prompt or one picture: the one place where that is decided, for whoever reserves, charges or tells it.</summary>
internal static class PriceRules
{
    /// <summary>What a painter is asked for where nobody says.</summary>
    public const string UsualQuality = "medium";

    /// <param name="quality">low, medium or high; null is the usual one.</param>
    /// <param name="pixels">Of the picture that is asked for.</param>
    public static int Of(ModelRoute route, string? quality, int pixels) =>
        Prices(route, quality).FirstOrDefault(price => pixels <= (price.MostPixels ?? int.MaxValue))?.PriceCredits
        ?? route.PriceCredits;

    /// <summary>The same of the dearest size: what is reserved, before it is known which size it becomes.</summary>
    public static int Dearest(ModelRoute route, string? quality) =>
        Prices(route, quality).Select(price => price.PriceCredits).DefaultIfEmpty(route.PriceCredits).Max();

    /// <summary>Of any quality and size.</summary>
    public static int Dearest(ModelRoute route) => PaintingRules.Qualities.Max(quality => Dearest(route, quality));

    /// <summary>What is wrong with a route's prices; each begins with a verb.</summary>
    /// <param name="worth">Of one credit; null where the owner has not said.</param>
    public static IEnumerable<string> Mistakes(ModelRoute route, bool paints, decimal? worth)
    {
        if (route.Pictures.Count > 0 && !paints)
        {
            yield return "has Pictures, which only text-to-image has.";
        }

        foreach (var price in route.Pictures)
        {
            var wrong = new List<ValidationResult>();
            Validator.TryValidateObject(price, new ValidationContext(price), wrong, validateAllProperties: true);
            foreach (var result in wrong)
            {
                yield return $"has a price of Pictures that is not valid: {result.ErrorMessage}";
            }

            if (!PaintingRules.Qualities.Contains(price.Quality, StringComparer.Ordinal))
            {
                yield return $"has a price of Pictures for '{price.Quality}'. There are: {string.Join(", ", PaintingRules.Qualities)}.";
            }
        }

        foreach (var quality in route.Pictures.GroupBy(price => price.Quality, StringComparer.Ordinal))
        {
            if (quality.Count(price => price.MostPixels is null) != 1)
            {
                yield return $"needs one price of Pictures for '{quality.Key}' without MostPixels, for all larger ones.";
            }

            if (quality.DistinctBy(price => price.MostPixels).Count() < quality.Count())
            {
                yield return $"has two prices of Pictures for '{quality.Key}' and one size.";
            }
        }

        foreach (var mistake in CostMistakes(route, paints, worth))
        {
            yield return mistake;
        }
    }

    /// <summary>Who tells one cost is told where another is missing: a price that is not compared might be below it.</summary>
    private static IEnumerable<string> CostMistakes(ModelRoute route, bool paints, decimal? worth)
    {
        var sold = (paints ? OfPictures(route) : [new Sold("it", route.PriceCredits, route.Cost)]).ToList();
        if (route.Cost == 0 && sold.TrueForAll(one => one.Cost == 0))
        {
            yield break;
        }

        if (worth is null)
        {
            yield return $"has a Cost, which {GenerationOptions.Section}:CreditWorth has to be known for.";
            yield break;
        }

        foreach (var one in sold)
        {
            // A template has one price, and each of its texts is a call of its own.
            var calls = paints ? 1 : PromptTemplate.MaxExpanded;
            var (earned, cost) = (one.Credits * worth.Value, one.Cost * calls);
            if (cost == 0)
            {
                yield return $"has a Cost, and none of {one.What}.";
            }
            else if (earned < cost)
            {
                var told =
                    calls == 1 ? "" : string.Create(null, $": {calls} calls of {one.Cost} for the longest template");
                yield return string.Create(
                    null,
                    $"sells {one.What} for {one.Credits} credits, worth {earned}, and it costs {cost}{told}."
                );
            }
        }
    }

    /// <summary>One for each price of each quality; a quality without a price of its own is sold for the route's.</summary>
    private static IEnumerable<Sold> OfPictures(ModelRoute route) =>
        PaintingRules.Qualities.SelectMany(quality =>
            Prices(route, quality)
                .Select(price => (price.PriceCredits, price.Cost))
                .DefaultIfEmpty((route.PriceCredits, route.Cost))
                .Select(price => new Sold($"a picture of the quality '{quality}'", price.PriceCredits, price.Cost))
        );

    private sealed record Sold(string What, int Credits, decimal Cost);

    /// <summary>Smallest first.</summary>
    private static IEnumerable<PicturePrice> Prices(ModelRoute route, string? quality) =>
        route
            .Pictures.Where(price => string.Equals(price.Quality, quality ?? UsualQuality, StringComparison.Ordinal))
            .OrderBy(price => price.MostPixels ?? int.MaxValue);
}
