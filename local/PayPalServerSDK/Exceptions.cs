using APIMatic.Core.Types.Sdk;
using PaypalServerSdk.Standard.Http;
using PaypalServerSdk.Standard.Http.Client;
using PaypalServerSdk.Standard.Http.Request;
using PaypalServerSdk.Standard.Http.Response;
using PaypalServerSdk.Standard.Models;

namespace PaypalServerSdk.Standard.Exceptions;

/// <summary>As an exception its message is a canned sentence; what PayPal said is in the properties of the derived ones.</summary>
public class ApiException(string reason, HttpContext? context = null)
    : CoreApiException<HttpRequest, HttpResponse, HttpContext>(reason, context);

/// <summary>Of orders and payments.</summary>
public class ErrorException : ApiException
{
    public ErrorException(string reason, HttpContext context)
        : base(reason, context) => (Name, Message, DebugId, Details) = ErrorBody.Read(context.Response.Text);

    public string? Name { get; set; }

    public new string? Message { get; set; }

    public string? DebugId { get; set; }

    public List<ErrorDetails>? Details { get; set; }
}

public class SubscriptionErrorException : ApiException
{
    public SubscriptionErrorException(string reason, HttpContext context)
        : base(reason, context) => (Name, Message, DebugId, Details) = ErrorBody.Read(context.Response.Text);

    public string? Name { get; set; }

    public new string? Message { get; set; }

    public string? DebugId { get; set; }

    public List<ErrorDetails>? Details { get; set; }
}

/// <summary>No access token was given.</summary>
public class OAuthProviderException(string reason, HttpContext context) : ApiException(reason, context);
