using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Templates;

namespace AiPromptGen.Generations;

/// <summary>
/// What a generation costs: what is reserved, what is charged, what is told, and what the prices of routes must be. The one place
/// where that is decided.
/// </summary>
internal static class Pricing
{
    /// <summary>What a painter is asked for where nobody says.</summary>
    public const string UsualQuality = "medium";

    /// <summary>Of the embedded engine, where the owner has not put it among the routes.</summary>
    public const int EmbeddedCredits = 1;

    /// <param name="quality">low, medium or high; null is the usual one.</param>
    /// <param name="pixels">Of the picture that is asked for.</param>
    public static int PriceOf(ModelRoute route, string? quality, int pixels) =>
        Prices(route, quality).FirstOrDefault(price => pixels <= (price.MostPixels ?? int.MaxValue))?.PriceCredits
        ?? route.PriceCredits;

    /// <summary>The same of the dearest size: what is reserved, before it is known which size it becomes.</summary>
    public static int Dearest(ModelRoute route, string? quality) =>
        Prices(route, quality).Select(price => price.PriceCredits).DefaultIfEmpty(route.PriceCredits).Max();

    /// <summary>Of any quality and size.</summary>
    public static int Dearest(ModelRoute route) => PaintingRules.Qualities.Max(quality => Dearest(route, quality));

    /// <summary>What is set aside, so that whichever of the routes serves can be paid.</summary>
    /// <param name="parents">The choices that a remix takes on.</param>
    public static long ToReserve(IEnumerable<ModelRoute> routes, GenerationRequest request, IdeaControls? parents)
    {
        var quality = PaintingRules.QualityOf(RemixRules.ControlsOf(request, parents));
        return routes.Max(route => (long)Dearest(route, quality)) * PaintingRules.CountOf(request);
    }

    /// <summary>Prompts have the route's price, unless nobody would pay for them.</summary>
    /// <returns>And why they are free, where nothing else will tell it.</returns>
    public static (int Credits, string? FreeReason) OfPrompts(
        GenerationKind kind,
        RouteResult.Answered answered,
        ProviderResult.Composed composed,
        IEnumerable<StructuredPrompt> prompts
    )
    {
        var route = answered.Route;
        var isDraft = answered.OthersFailed && route.Provider is EmbeddedProvider.ProviderName;
        var isFree =
            isDraft || composed.Unchanged || FreeRules.ReasonOf(kind, route.Provider, route.Model, prompts) is not null;
        return (isFree ? 0 : route.PriceCredits, isDraft ? FreeRules.Draft : null);
    }

    /// <summary>Pictures are paid for as they were delivered, never for more than was asked for.</summary>
    /// <param name="each">Price of one.</param>
    public static long OfPictures(long each, int asked, int delivered) => each * Math.Clamp(delivered, 0, asked);

    /// <summary>Pictures that the classifier stops are taken off what all of them were to cost.</summary>
    public static long OfPassed(long price, int made, int passed) => price * passed / made;

    /// <summary>Prices are settings, which whoever charges may have newer than who reserved: nobody pays more than was said.</summary>
    public static CreditAmount ToCharge(long price, long reserved) => new(Math.Min(price, reserved));

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
        var sold = (paints ? SoldPictures(route) : [new Sold("it", route.PriceCredits, route.Cost)]).ToList();
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
    private static IEnumerable<Sold> SoldPictures(ModelRoute route) =>
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

/// <summary>
/// Results that nobody would pay for cost nothing: a prompt that the picture carried, a picture that was only measured, an
/// idea that was kept whole because no model translated it, one to which a model was to add nothing, and our own draft where a
/// model was wanted and none could answer. The one place where that is decided.
/// </summary>
internal static class FreeRules
{
    /// <summary>The model of the route for prompts that a picture carries.</summary>
    public const string RecoveredModel = "recovered";

    public const string Recovered = "recovered";
    public const string Measured = "measured";
    public const string KeptWhole = "kept-whole";
    public const string Unchanged = "unchanged";

    /// <summary>Kept with the answer: nothing else says that others were to answer.</summary>
    public const string Draft = "draft";

    /// <summary>Why it costs nothing, or null.</summary>
    /// <param name="provider">Who answered.</param>
    /// <param name="prompts">All prompts of the result.</param>
    public static string? ReasonOf(
        GenerationKind kind,
        string? provider,
        string? model,
        IEnumerable<StructuredPrompt> prompts
    )
    {
        if (provider is not EmbeddedProvider.ProviderName)
        {
            return null;
        }

        return kind switch
        {
            GenerationKind.ImageToPrompt => model is RecoveredModel ? Recovered : Measured,
            GenerationKind.TextToPrompt when prompts.All(prompt => prompt.Idea is { KeptWhole: true }) => KeptWhole,
            _ => null,
        };
    }

    /// <summary>Whether no word of a result is a model's: then the model was paid for nothing, and the person pays nothing.</summary>
    public static bool IsUnchanged(IEnumerable<StructuredPrompt> prompts) =>
        prompts.All(prompt =>
            prompt.Idea?.English is null
            && prompt.AspectRatio?.Source != SlotSource.Model
            && prompt.Slots().All(placed => placed.Slot.Source != SlotSource.Model)
        );

    public static string MessageOf(string reason) =>
        reason switch
        {
            Recovered => "The picture carried its prompt; no model was asked.",
            Measured => "The picture was measured and no model described it.",
            KeptWhole => "The idea was kept as you wrote it: no model was there to translate or extend it.",
            Draft => "No model could answer, so this is the program's own draft.",
            Unchanged => "Your words were wanted as they are; no model's word is in the result.",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no such reason."),
        };
}
