using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using CsCheck;

namespace AiPromptGen.Tests.Generations;

[TestFixture, Property("Promise", "P11")]
internal sealed class PricingTests
{
    private const int Square = 1024 * 1024;

    private static readonly string?[] Wished = [null, "low", "medium", "high"];

    [TestCase("low", Square, 4)]
    [TestCase("medium", Square, 10)]
    [TestCase(null, Square, 10)]
    [TestCase("high", Square, 20)]
    [TestCase("high", Square + 1, 30)]
    public void A_picture_has_the_price_of_its_quality_and_size(string? quality, int pixels, int price) =>
        Assert.That(Pricing.PriceOf(Painter(), quality, pixels), Is.EqualTo(price));

    [TestCase(null, 10)]
    [TestCase("low", 4)]
    [TestCase("high", 30)]
    public void What_is_reserved_pays_for_any_size(string? quality, int price) =>
        Assert.That(Pricing.Dearest(Painter(), quality), Is.EqualTo(price));

    [Test]
    public void No_size_costs_more_than_was_reserved() =>
        Gen.Select(Gen.Int[0, 3].Select(i => Wished[i]), Gen.Int[1, 20_000_000])
            .Sample(
                (quality, pixels) =>
                    Pricing.PriceOf(Painter(), quality, pixels) <= Pricing.Dearest(Painter(), quality)
                    && Pricing.Dearest(Painter(), quality) <= Pricing.Dearest(Painter()),
                iter: 500
            );

    [Test]
    public void A_route_without_prices_by_quality_has_one_price() =>
        Assert.That(
            Pricing.Dearest(new ModelRoute { PriceCredits = 7 }),
            Is.EqualTo(Pricing.PriceOf(new ModelRoute { PriceCredits = 7 }, "high", Square))
        );

    [TestCase(4, 3, 12)]
    [TestCase(4, 4, 16)]
    [TestCase(1, 3, 4)]
    [TestCase(2, 0, 0)]
    public void What_was_delivered_is_charged(int asked, int delivered, long charge) =>
        Assert.That(Pricing.OfPictures(4, asked, delivered), Is.EqualTo(charge));

    [Test]
    public void A_charge_is_never_more_than_what_was_reserved() =>
        Gen.Select(Gen.Long[0, 10_000], Gen.Int[1, 4], Gen.Int[-2, 20])
            .Sample(
                (price, asked, delivered) =>
                    Pricing.OfPictures(price, asked, delivered) is var charge
                    && charge >= 0
                    && charge <= price * asked
                    && charge <= price * Math.Max(0, delivered),
                iter: 2000
            );

    [Test]
    public void Good_prices_pass() => Assert.That(Pricing.Mistakes(Painter(), paints: true, worth: 0.01m), Is.Empty);

    [TestCase(0.005, "a picture of the quality 'high' for 30 credits")]
    [TestCase(null, "CreditWorth")]
    public void A_price_that_does_not_cover_its_cost_is_told(double? worth, string told) =>
        Assert.That(
            Pricing.Mistakes(Painter(), paints: true, worth is { } w ? (decimal)w : null),
            Has.Some.Contains(told)
        );

    [Test]
    public void The_same_holds_for_words() =>
        Assert.That(
            Pricing.Mistakes(new ModelRoute { PriceCredits = 1, Cost = 0.02m }, paints: false, worth: 0.01m).Single(),
            Is.EqualTo(
                "sells it for 1 credits, worth 0.01, and it costs 1.00: 50 calls of 0.02 for the longest template."
            )
        );

    /// <summary>A template has one price but needs a call for each of its texts.</summary>
    [TestCase(1, 0.0002, true)]
    [TestCase(1, 0.0003, false)]
    [TestCase(49, 0.01, false)]
    [TestCase(50, 0.01, true)]
    public void The_price_of_a_prompt_covers_the_longest_template(int credits, double cost, bool isCovered) =>
        Assert.That(
            Pricing
                .Mistakes(new ModelRoute { PriceCredits = credits, Cost = (decimal)cost }, paints: false, worth: 0.01m)
                .Any(),
            Is.Not.EqualTo(isCovered)
        );

    [TestCase(0, 0.1, 0.2, 0.3, "'low'")]
    [TestCase(0.05, 0, 0.2, 0.3, "'medium'")]
    [TestCase(0.05, 0.1, 0, 0.3, "'high'")]
    [TestCase(0.05, 0.1, 0.2, 0, "'high'")]
    [TestCase(0, 0.1, 0, 0, "'low'")]
    public void Where_one_cost_is_told_each_quality_needs_one(
        double low,
        double medium,
        double square,
        double larger,
        string told
    )
    {
        var route = Painter();
        (route.Pictures[0].Cost, route.Cost) = ((decimal)low, (decimal)medium);
        (route.Pictures[2].Cost, route.Pictures[1].Cost) = ((decimal)square, (decimal)larger);

        Assert.That(
            Pricing.Mistakes(route, paints: true, worth: 1),
            Has.Some.EqualTo($"has a Cost, and none of a picture of the quality {told}.")
        );
    }

    [TestCase("best", null, "'best'")]
    [TestCase("low", 5000, "without MostPixels")]
    public void A_price_that_means_nothing_is_told(string quality, int? pixels, string told)
    {
        var route = new ModelRoute
        {
            Pictures =
            {
                new PicturePrice { Quality = quality, MostPixels = pixels },
            },
        };

        Assert.That(Pricing.Mistakes(route, paints: true, worth: null), Has.Some.Contains(told));
    }

    [Test]
    public void Words_have_no_prices_by_quality() =>
        Assert.That(Pricing.Mistakes(Painter(), paints: false, worth: 1), Has.Some.Contains("only text-to-image has"));

    private static ModelRoute Painter() =>
        new()
        {
            PriceCredits = 10,
            Cost = 0.05m,
            Pictures =
            {
                new PicturePrice
                {
                    Quality = "low",
                    PriceCredits = 4,
                    Cost = 0.01m,
                },
                new PicturePrice
                {
                    Quality = "high",
                    PriceCredits = 30,
                    Cost = 0.2m,
                },
                new PicturePrice
                {
                    Quality = "high",
                    MostPixels = Square,
                    PriceCredits = 20,
                    Cost = 0.1m,
                },
            },
        };
}
