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
    /// <summary>How to sign in; absent from the part <c>library</c>.</summary>
    public SignInView? SignIn { get; init; }

    /// <summary>Free credits of each calendar month (UTC); absent while there are none.</summary>
    public int? MonthlyFreeCredits { get; init; }

    /// <summary>How long what people leave behind is kept; absent from the part <c>library</c>.</summary>
    public RetentionView? Retention { get; init; }

    /// <summary>Credits to buy once; absent while paid plans are off.</summary>
    public IReadOnlyList<CatalogPack>? Packs { get; init; }

    /// <summary>Credits for each period; absent while paid plans are off.</summary>
    public IReadOnlyList<CatalogPlan>? Plans { get; init; }
}

/// <param name="Price">"9.99"</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CatalogPack(string Id, long Credits, string Price, string Currency);

/// <param name="Credits">Credits of each period; they expire with it.</param>
/// <param name="Price">Price of each period: "9.99"</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record CatalogPlan(string Id, long Credits, string Price, string Currency, int PeriodMonths);

/// <param name="MaxPriceCredits">
/// The most credits that are reserved, for each picture where the kind is text-to-image. The route that answers charges its own price.
/// </param>
public sealed record CatalogKind(GenerationKind Kind, long MaxPriceCredits, IReadOnlyList<CatalogRoute> Routes)
{
    /// <summary>What can be asked of a picture; absent for every kind but text-to-image.</summary>
    public CatalogImages? Images { get; init; }
}

public sealed record CatalogRoute(string Provider, string Model, int PriceCredits)
{
    /// <summary>For text-to-image: the id of the target in whose language this model is asked.</summary>
    public string? Target { get; init; }

    /// <summary>For text-to-image: the price of a picture by quality and size; absent where all pictures cost the same.</summary>
    public IReadOnlyList<CatalogPicturePrice>? Pictures { get; init; }
}

/// <param name="MaxPixels">Width times height of the largest picture at this price; absent where the price holds for any size.</param>
public sealed record CatalogPicturePrice(string Quality, int? MaxPixels, int PriceCredits);

/// <summary>What can be asked of a picture that is painted here.</summary>
/// <param name="MaxCount">The most pictures of one request, which asks for them with <c>controls.variations</c>.</param>
/// <param name="Qualities">
/// The words of <c>controls.quality</c> that the painter takes as a setting; any other word goes into the prompt.
/// </param>
public sealed record CatalogImages(int MaxCount, IReadOnlyList<string> Qualities, IReadOnlyList<CatalogPainter> Targets)
{
    /// <summary>The quality that a painter is asked for when <c>controls.quality</c> is left out.</summary>
    public string UsualQuality { get; init; } = Pricing.UsualQuality;
}

/// <param name="Sizes">Each ratio with its size in pixels; a request for another ratio gets the nearest of them.</param>
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

    /// <summary>The ratios that the target takes, such as "16:9"; empty where it takes any two whole numbers.</summary>
    public required IReadOnlyList<string> Ratios { get; init; }

    public string? Notice { get; init; }

    /// <summary>True when the service no longer exists; otherwise null, and then absent.</summary>
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
    /// <summary>The library of an answer that was asked for without it.</summary>
    public static CatalogLibrary Empty { get; } = new([], [], [], [], [], [], [], []);
}

public sealed record CatalogEntry(string Id, string Name, IReadOnlyList<string> Aliases)
{
    /// <summary>The colors of a palette; absent for every other kind of entry.</summary>
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

    /// <summary>The limit on routes without sign-in, for each client address.</summary>
    public required CatalogRate Address { get; init; }

    /// <summary>The limit on the prompt tools, for each client address. It is counted apart from <see cref="Address"/>.</summary>
    public required CatalogRate Prompts { get; init; }
}

public sealed record CatalogRate(int Requests, int WindowSeconds);
