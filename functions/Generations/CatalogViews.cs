using AiPromptGen.Prompts;

namespace AiPromptGen.Generations;

/// <summary>All a client needs to offer a choice; the same for everybody.</summary>
public sealed record CatalogView(
    IReadOnlyList<CatalogKind> Kinds,
    IReadOnlyList<CatalogTarget> Targets,
    CatalogLibrary Library,
    CatalogLimits Limits
)
{
    /// <summary>How to sign in; not in the part <c>library</c>.</summary>
    public SignInView? SignIn { get; init; }

    /// <summary>Free credits of each calendar month (UTC); absent while there are none.</summary>
    public int? MonthlyFreeCredits { get; init; }

    /// <summary>For how long what people leave is kept; not in the part <c>library</c>.</summary>
    public RetentionView? Retention { get; init; }

    /// <summary>Credits to buy once; absent while paid plans are off.</summary>
    public IReadOnlyList<CatalogPack>? Packs { get; init; }

    /// <summary>Credits for each period; absent while paid plans are off.</summary>
    public IReadOnlyList<CatalogPlan>? Plans { get; init; }
}

/// <param name="Price">"9.99"</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CatalogPack(string Id, long Credits, string Price, string Currency);

/// <param name="Credits">For each period; they expire with it.</param>
/// <param name="Price">For each period: "9.99"</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CatalogPlan(string Id, long Credits, string Price, string Currency, int PeriodMonths);

/// <param name="MaxPriceCredits">The most that is reserved, of text-to-image for each picture; the route that serves charges its own price.</param>
public sealed record CatalogKind(GenerationKind Kind, long MaxPriceCredits, IReadOnlyList<CatalogRoute> Routes)
{
    /// <summary>Of text-to-image.</summary>
    public CatalogImages? Images { get; init; }
}

public sealed record CatalogRoute(string Provider, string Model, int PriceCredits)
{
    /// <summary>Of text-to-image: the target in whose language this model is asked.</summary>
    public string? Target { get; init; }

    /// <summary>Of text-to-image: the price of a picture by quality and size; absent where all cost the same.</summary>
    public IReadOnlyList<CatalogPicturePrice>? Pictures { get; init; }
}

/// <param name="MaxPixels">Of the largest picture at this price; absent of any.</param>
public sealed record CatalogPicturePrice(string Quality, int? MaxPixels, int PriceCredits);

/// <summary>What can be asked of a picture that is painted here.</summary>
/// <param name="MaxCount">Pictures a request, asked for with <c>controls.variations</c>.</param>
/// <param name="Qualities">Words of <c>controls.quality</c> that are settings; any other one goes into the prompt.</param>
public sealed record CatalogImages(int MaxCount, IReadOnlyList<string> Qualities, IReadOnlyList<CatalogPainter> Targets)
{
    /// <summary>What is asked for where <c>controls.quality</c> is left out.</summary>
    public string UsualQuality { get; init; } = Pricing.UsualQuality;
}

/// <param name="Sizes">Ratio and pixels; another ratio becomes the nearest of them.</param>
public sealed record CatalogPainter(string Id, IReadOnlyList<CatalogSize> Sizes);

public sealed record CatalogSize(string Ratio, string? Pixels);

public sealed record CatalogTarget
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required PromptForm Form { get; init; }
    public required NegativeMode Negatives { get; init; }
    public required BudgetUnit Unit { get; init; }
    public required int Limit { get; init; }
    public required CountKind CountKind { get; init; }
    public int? NegativeLimit { get; init; }
    public int? MostImages { get; init; }
    public required bool Weights { get; init; }
    public required bool HexColors { get; init; }

    /// <summary>"16:9"; empty where any whole numbers will do.</summary>
    public required IReadOnlyList<string> Ratios { get; init; }

    public string? Notice { get; init; }

    /// <summary>The service is gone; null, which is left out, where it is not.</summary>
    public bool? Retired { get; init; }
    public required Uri Reference { get; init; }
}

public sealed record CatalogLibrary(
    IReadOnlyList<CatalogEntry> Styles,
    IReadOnlyList<CatalogEntry> Media,
    IReadOnlyList<CatalogEntry> Lightings,
    IReadOnlyList<CatalogEntry> Compositions,
    IReadOnlyList<CatalogEntry> Cameras,
    IReadOnlyList<CatalogEntry> Palettes,
    IReadOnlyList<CatalogEntry> Moods,
    IReadOnlyList<CatalogEntry> Ratios
)
{
    /// <summary>Of an answer that was asked for without the library.</summary>
    public static CatalogLibrary Empty { get; } = new([], [], [], [], [], [], [], []);
}

public sealed record CatalogEntry(string Id, string Name, IReadOnlyList<string> Aliases)
{
    /// <summary>Of a palette.</summary>
    public IReadOnlyList<NamedColor>? Colors { get; init; }
}

/// <summary>Lengths in UTF-16 units, sizes in bytes and pixels, windows in seconds.</summary>
public sealed record CatalogLimits
{
    public required int IdeaLength { get; init; }
    public required int PromptTextLength { get; init; }
    public required int StructuredPromptBytes { get; init; }
    public required int UploadBytes { get; init; }
    public required long UploadPixels { get; init; }
    public required int UploadSide { get; init; }
    public required int ConcurrentGenerations { get; init; }
    public required CatalogRate Account { get; init; }

    /// <summary>Of routes without sign-in, by client address.</summary>
    public required CatalogRate Address { get; init; }

    /// <summary>Of the prompt tools without sign-in, by client address, counted apart.</summary>
    public required CatalogRate Prompts { get; init; }
}

public sealed record CatalogRate(int Requests, int WindowSeconds);
