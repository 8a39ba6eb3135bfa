using AiPromptGen.Billing;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Prompts;
using AiPromptGen.Uploads;
using Microsoft.AspNetCore.Authorization;

namespace AiPromptGen.Generations;

/// <summary><c>GET /catalog</c>: the choices that a request may make, their prices, and their limits.</summary>
internal sealed class CatalogEndpoint(
    ModelRoutes routes,
    IntakeLimits intake,
    IOptions<CreditOptions> credits,
    IOptions<AddressLimitOptions> addresses,
    IOptions<RetentionOptions> retention,
    AddressLimiter limiter,
    ShopCatalog shop,
    SignInView signIn
)
{
    [AllowAnonymous]
    [AllowQuery("part")]
    [Function("GetCatalog")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "catalog")] HttpRequest request
    )
    {
        limiter.Admit(request);
        return (string?)request.Query["part"] switch
        {
            null => EntityTags.Json(request, Core() with { Library = Library() }),
            "core" => EntityTags.Json(request, Core()),
            "library" => EntityTags.Json(request, new CatalogView([], [], Library(), Limits())),
            _ => Answers.Problem(Problems.Invalid("part", "part-unknown", "core or library; left out, both.")),
        };
    }

    /// <summary>Everything but the library. That is most of the whole answer, and only a page that offers its entries needs it.</summary>
    private CatalogView Core() =>
        new([.. Kinds()], [.. PromptTargets.All.Select(TargetOf)], CatalogLibrary.Empty, Limits())
        {
            SignIn = signIn,
            MonthlyFreeCredits = credits.Value.MonthlyFree is > 0 and var free ? free : null,
            Retention = RetentionView.From(retention.Value),
            Packs = shop.IsOpen ? [.. shop.Packs.Select(PackOf)] : null,
            Plans = shop.IsOpen ? [.. shop.Plans.Select(PlanOf)] : null,
        };

    private IEnumerable<CatalogKind> Kinds() =>
        from kind in Enum.GetValues<GenerationKind>()
        let served = routes.For(kind).Select(caller => caller.Route).ToList()
        where served.Count > 0
        select new CatalogKind(
            kind,
            served.Max(Pricing.Dearest),
            [
                .. served.Select(route => new CatalogRoute(route.Provider, route.Model, route.PriceCredits)
                {
                    Target = route.Target,
                    Pictures = route.Pictures.Count == 0 ? null : [.. route.Pictures.Select(PriceOf)],
                }),
            ]
        )
        {
            Images = kind == GenerationKind.TextToImage ? ImagesOf(served) : null,
        };

    private static CatalogPicturePrice PriceOf(PicturePrice price) =>
        new(price.Quality, price.MostPixels, price.PriceCredits);

    private static CatalogImages ImagesOf(IEnumerable<ModelRoute> served) =>
        new(
            PaintingRules.MaxPictures,
            PaintingRules.Qualities,
            [
                .. served
                    .Select(route => route.Target)
                    .Distinct(StringComparer.Ordinal)
                    .Select(id => new CatalogPainter(id!, [.. PromptTargets.Find(id!)!.Sizes.Select(SizeOf)])),
            ]
        );

    private static CatalogPack PackOf(Terms pack) =>
        new(pack.ItemId, pack.Credits, pack.Price.Value, pack.Price.Currency);

    private static CatalogPlan PlanOf(Terms plan) =>
        new(plan.ItemId, plan.Credits, plan.Price.Value, plan.Price.Currency, plan.Months ?? 0);

    private static CatalogSize SizeOf(TargetSize size) => new(RatioOf(size), size.Pixels);

    private static string RatioOf(TargetSize size) => string.Create(null, $"{size.Width}:{size.Height}");

    private static CatalogTarget TargetOf(PromptTarget target) =>
        new()
        {
            Id = target.Id,
            Name = target.Name,
            Form = target.Form,
            Negatives = target.Negatives,
            Unit = target.Unit,
            Limit = target.Limit,
            CountKind = target.CountKind,
            NegativeLimit = target.NegativeLimit,
            MostImages = target.MostImages,
            Weights = target.Has(TargetFeatures.Weights),
            HexColors = target.Has(TargetFeatures.HexColors),
            Ratios = [.. target.Sizes.Select(RatioOf)],
            Notice = target.Notice,
            Retired = target.Retired ? true : null,
            Reference = target.Reference,
        };

    private static CatalogLibrary Library() =>
        new(
            Entries(LibraryKind.Style),
            Entries(LibraryKind.Medium),
            Entries(LibraryKind.Lighting),
            Entries(LibraryKind.Composition),
            Entries(LibraryKind.Camera),
            Entries(LibraryKind.Palette),
            Entries(LibraryKind.Mood),
            Entries(LibraryKind.Ratio)
        );

    private static IReadOnlyList<CatalogEntry> Entries(LibraryKind kind) =>
        [
            .. PromptLibrary
                .Instance.Choices(kind)
                .Select(entry => new CatalogEntry(entry.Id, entry.Name, entry.Aliases ?? []) { Colors = entry.Colors }),
        ];

    private CatalogLimits Limits() =>
        new()
        {
            IdeaLength = IdeaRules.MaxLength,
            PromptTextLength = PromptRequestRules.MaxTextLength,
            StructuredPromptBytes = StructuredPromptRules.MostBytes,
            UploadBytes = intake.MaxBytes,
            UploadPixels = intake.MaxPixels,
            UploadSide = intake.MaxSide,
            ConcurrentGenerations = credits.Value.ConcurrentGenerations,
            Account = new CatalogRate(credits.Value.RequestsPerWindow, credits.Value.WindowSeconds),
            Address = new CatalogRate(addresses.Value.RequestsPerWindow, addresses.Value.WindowSeconds),
            Prompts = new CatalogRate(addresses.Value.PromptRequestsPerWindow, addresses.Value.WindowSeconds),
        };
}
