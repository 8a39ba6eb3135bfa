using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Templates;

namespace AiPromptGen.Generations;

/// <summary>
/// The one place that decides what a generation costs: how many credits are reserved, charged and shown, and which prices a route
/// may have. All prices are whole credits.
/// </summary>
internal static class Pricing
{
    /// <summary>The quality of a painted picture where the person chose none.</summary>
    public const string UsualQuality = "medium";

    /// <summary>Price of the embedded engine's answer in credits, where the owner has not set one by a route of its own.</summary>
    public const int EmbeddedCredits = 1;

    /// <summary>Credits for one picture.</summary>
    /// <param name="quality">low, medium or high; null is <see cref="UsualQuality"/>.</param>
    /// <param name="pixels">Width times height of the picture that is asked for.</param>
    public static int PriceOf(ModelRoute route, string? quality, int pixels) =>
        Prices(route, quality).FirstOrDefault(price => pixels <= (price.MostPixels ?? int.MaxValue))?.PriceCredits
        ?? route.PriceCredits;

    /// <summary>Credits for one picture of the dearest size. So much is reserved, because the size is known only later.</summary>
    public static int Dearest(ModelRoute route, string? quality) =>
        Prices(route, quality).Select(price => price.PriceCredits).DefaultIfEmpty(route.PriceCredits).Max();

    /// <summary>Credits for one picture of the dearest quality and size.</summary>
    public static int Dearest(ModelRoute route) => PaintingRules.Qualities.Max(quality => Dearest(route, quality));

    /// <summary>Credits to reserve: enough for whichever of the routes serves the request.</summary>
    /// <param name="parents">The choices of the parent, which a remix takes on; null where there is no parent.</param>
    public static long ToReserve(IEnumerable<ModelRoute> routes, GenerationRequest request, IdeaControls? parents)
    {
        var quality = PaintingRules.QualityOf(RemixRules.ControlsOf(request, parents));
        return routes.Max(route => (long)Dearest(route, quality)) * PaintingRules.CountOf(request);
    }

    /// <summary>The price of prompts: the route's, or nothing where <see cref="FreeRules"/> says so.</summary>
    /// <returns>The reason too, but only one that cannot be found out later from the prompts and the route.</returns>
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

    /// <summary>The price of pictures: each one that was delivered is paid for, but never more than were asked for.</summary>
    /// <param name="each">Credits for one picture.</param>
    public static long OfPictures(long each, int asked, int delivered) => each * Math.Clamp(delivered, 0, asked);

    /// <summary>The price that is left when the classifier stops some of the pictures: those are not paid for.</summary>
    public static long OfPassed(long price, int made, int passed) => price * passed / made;

    /// <summary>
    /// What is charged: never more than was reserved. Prices are settings, so they may have risen between reserving and charging.
    /// </summary>
    public static CreditAmount ToCharge(long price, long reserved) => new(Math.Min(price, reserved));

    /// <summary>What is wrong with a route's prices. Each mistake begins with a verb, because the route's name comes before it.</summary>
    /// <param name="worth">What one credit earns, in the currency of the costs; null where the owner has not said.</param>
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

    /// <summary>
    /// Compares each price with its cost. An owner who tells one cost has to tell all: a price without a cost is not compared, and
    /// might be too low.
    /// </summary>
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
            // A template has one price, and each of its texts, at most 50, is a call of its own.
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

    /// <summary>What is sold, once for each price of each quality. A quality without prices is sold at the route's price.</summary>
    private static IEnumerable<Sold> SoldPictures(ModelRoute route) =>
        PaintingRules.Qualities.SelectMany(quality =>
            Prices(route, quality)
                .Select(price => (price.PriceCredits, price.Cost))
                .DefaultIfEmpty((route.PriceCredits, route.Cost))
                .Select(price => new Sold($"a picture of the quality '{quality}'", price.PriceCredits, price.Cost))
        );

    private sealed record Sold(string What, int Credits, decimal Cost);

    /// <summary>The prices of a quality, that of the smallest size first.</summary>
    private static IEnumerable<PicturePrice> Prices(ModelRoute route, string? quality) =>
        route
            .Pictures.Where(price => string.Equals(price.Quality, quality ?? UsualQuality, StringComparison.Ordinal))
            .OrderBy(price => price.MostPixels ?? int.MaxValue);
}

/// <summary>
/// The one place that decides which results are free, because nobody would pay for them: a prompt that the picture carried; a
/// picture that was only measured; an idea that was kept whole because no model translated it; an idea to which no word was to be
/// added; and the embedded engine's draft where a model was wanted and none could answer.
/// </summary>
internal static class FreeRules
{
    /// <summary>The name that stands for the model of a route where the picture carried its prompt.</summary>
    public const string RecoveredModel = "recovered";

    public const string Recovered = "recovered";
    public const string Measured = "measured";
    public const string KeptWhole = "kept-whole";
    public const string Unchanged = "unchanged";

    /// <summary>Stored with the answer, because nothing else on the row says that other routes should have answered.</summary>
    public const string Draft = "draft";

    /// <summary>Why a result is free, as far as its kind, its route and its prompts show; null when it has a price.</summary>
    /// <param name="provider">The provider that answered; null where none did.</param>
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

    /// <summary>Whether no word of a result comes from a model. Then the person pays nothing, although the model was paid.</summary>
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
